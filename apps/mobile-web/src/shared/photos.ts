import { filePath, thumbnailPath } from '@sims/contracts/web'
import type { Photo } from '@sims/ui'

/** Where a stored picture is seen. */
export const photoOf = (id: string): Photo => ({ id, thumbnail: thumbnailPath(id), full: filePath(id) })
