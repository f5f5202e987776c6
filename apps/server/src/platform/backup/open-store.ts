import { folderStore } from './folder-store.ts'
import { parseBucket, s3Store } from './s3-store.ts'
import type { Store } from './store.ts'

/** The store at a place: the absolute path of a folder, or `s3://…`, see {@link parseBucket}. @throws Error for neither */
export function openStore(place: string): Store {
  if (!place.startsWith('s3:')) return folderStore(place)
  const bucket = parseBucket(place)
  if (!bucket) throw new Error('the settings have let through an address that is none')
  return s3Store(bucket)
}
