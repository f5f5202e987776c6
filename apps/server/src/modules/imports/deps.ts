import type { Db } from '#platform/db'
import type { Files } from '#platform/files'
import type { Log } from '#platform/jobs'
import type { Cipher, Secrets } from '#platform/privacy'

export interface ImportDeps {
  db: Db
  secrets: Secrets
  cipher: Cipher
  files: Pick<Files, 'find' | 'read'>
  log: Log
}
