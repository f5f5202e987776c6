// Backups of the installation: when they are made, what there is, how the last ones went, restores that are tried.
export { faultOf, perform, type Workshop } from './perform.ts'
export { backupRoutes, type Places } from './routes.ts'
export { type BackupWork, createBackupWorker, createStep } from './worker.ts'
