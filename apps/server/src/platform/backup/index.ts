// Backups: copies of the running database and its files in a store, sealed; restored to any time since, checked, tried.
export { backUp, type Made, type Source } from './base.ts'
export { folderStore } from './folder-store.ts'
export { type Keys, keysFromFile, keysFromPassphrase } from './keys.ts'
export { backupIds, type Manifest, readManifest } from './manifest.ts'
export { latest, type Restored, restore } from './restore.ts'
export type { Store } from './store.ts'
export { verify } from './verify.ts'
