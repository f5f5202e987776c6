// Files: uploaded in pieces, checked by their bytes, sealed with a key of their own, attached to a record by a command.
export { blobsUnder } from './blobs.ts'
export { type FileRoutesOptions, fileRoutes } from './routes.ts'
export { type Files, type FilesOptions, openFiles } from './service.ts'
export { type Attachable, type Attachment, attachFiles, filesOf, lockFiles, moveFiles } from './store.ts'
export type { Swept } from './sweep.ts'
export { DEFAULT_LIMITS, type FileRow, type KeyedFile, type Limits, type Uploader, type Variant } from './types.ts'
