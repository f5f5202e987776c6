import { filePath, thumbnailPath } from '@sims/contracts/web'
import type { Photo } from '@sims/ui'

export const photo = (id: string): Photo => ({ id, thumbnail: thumbnailPath(id), full: filePath(id) })
