import { hash, hkdfSync, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '#kernel'

/**
 * What a key may be used for. One purpose, one key: two uses never share one. A part after the colon narrows it further,
 * for instance to one organization.
 */
export type Purpose =
  | 'kek'
  | 'blind'
  | 'phone-hash'
  | 'pg-app'
  | 'session'
  | 'one-time-code'
  | 'invitation'
  | 'acceptance'
  | 'upload'
  | 'customer-source'
  | 'import-mark'
  | 'backup'
  | `${'blind' | 'upload'}:${string}`

export type Secrets = {
  /** 16 hex digits that name the master key without telling anything about it; printed beside every backup. */
  readonly keyId: string
  /**
   * A key derived from the master key: HKDF-SHA256 (RFC 5869), info `sims/1/<purpose>`, no salt.
   * @param length bytes, 1 … 8160
   */
  derive(purpose: Purpose, length?: number): Buffer
}

const FILE = 'master.key'
const HEAD = 'sims-master-key-1'
const LINE = /^sims-master-key-1 ([A-Za-z0-9_-]{43}) ([0-9a-f]{16})\n?$/

/**
 * Reads the master key from `folder`, or makes it at the first start. The file is one line: format name, the 32 bytes
 * in base64url, and a checksum that tells a damaged file from another key. Whoever loses it loses every sealed column
 * and every file for good; whoever has it and the database reads both. It therefore never lies in the same backup.
 * @param folder made with mode 0700 when it is missing
 * @throws DomainError privacy.keyDamaged, privacy.keyReadableByOthers, privacy.keyUnreadable, each with `file`
 */
export async function openSecrets(folder: string): Promise<Secrets> {
  const file = join(folder, FILE)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return secretsFromText((await readKeyFile(file)) ?? (await createKeyFile(folder, file)), file)
}

/** The secrets of a key file with this text. @throws DomainError privacy.keyDamaged with `file` */
export function secretsFromText(text: string, file: string): Secrets {
  const [, key, sum] = LINE.exec(text) ?? []
  if (!key || sum !== checksum(key)) throw new DomainError('privacy.keyDamaged', { file })
  return secretsFrom(Buffer.from(key, 'base64url'))
}

/** The derivations over a master key of 32 bytes; the test of everything that needs {@link Secrets} uses it directly. */
export function secretsFrom(masterKey: Uint8Array): Secrets {
  if (masterKey.length !== 32) throw new RangeError(`a master key has 32 bytes, not ${masterKey.length}`)
  const master = Buffer.from(masterKey)
  const expand = (info: string, length: number) =>
    Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `sims/1/${info}`, length))
  return { keyId: expand('key-id', 8).toString('hex'), derive: (purpose, length = 32) => expand(purpose, length) }
}

const checksum = (key: string) => hash('sha256', `${HEAD} ${key}`).slice(0, 16)

/** The text of the key file; undefined when there is none. */
async function readKeyFile(file: string): Promise<string | undefined> {
  try {
    // Windows keeps no such bits
    if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0)
      throw new DomainError('privacy.keyReadableByOthers', { file })
    return await readFile(file, 'latin1')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return undefined
    if (error instanceof DomainError) throw error
    throw new DomainError('privacy.keyUnreadable', { file, reason: code ?? 'unknown' })
  }
}

/** Makes the file whole or not at all; of two processes that start at once one makes it and both read the same. */
async function createKeyFile(folder: string, file: string): Promise<string> {
  const key = randomBytes(32).toString('base64url')
  const draft = join(folder, `.${FILE}.${randomBytes(6).toString('hex')}`)
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(`${HEAD} ${key} ${checksum(key)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    await chmod(draft, 0o600)
    // a link, unlike a rename, never replaces a key that another process has just made
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(draft)
  }
  await syncFolder(folder)
  return (await readKeyFile(file)) ?? ''
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
