import type { Readable } from 'node:stream'

/** An object of a store. */
export interface Stored {
  /** path with slashes, such as `base/20260302T010000Z-1a2b3c4d.tar` */
  name: string
  size: number
  at: Date
}

/** Where backups lie: a folder, or a bucket. Every method throws DomainError backup.unreachable when it cannot be reached. */
export interface Store {
  /** as people call it, without credentials */
  readonly place: string
  /** the objects whose name begins with `prefix`, by name */
  list(prefix: string): Promise<Stored[]>
  /** @throws DomainError backup.missing with `name` */
  read(name: string): Promise<Readable>
  /** Durable when it returns, and whole or absent whatever happens. @throws DomainError backup.full */
  write(name: string, source: AsyncIterable<Uint8Array>): Promise<void>
  /** what is not there is no error */
  remove(name: string): Promise<void>
  /** Removes what writes that were killed have left; their names. Only while nobody writes. */
  sweep(): Promise<string[]>
}
