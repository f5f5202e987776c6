import { randomBytes } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from './startup-error.ts'

/**
 * Reads the secret `name` of the folder `secrets`, making it at first use: 32 random bytes as base64url, in a file
 * of mode 0600. Safe when two processes ask at once: both get the same value.
 */
export async function readOrCreateSecret(secretsFolder: string, name: string): Promise<string> {
  const file = join(secretsFolder, name)
  const existing = await readIfThere(file)
  if (existing !== undefined) return existing
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(randomBytes(32).toString('base64url'))
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    await link(draft, file)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
  return await readFile(file, 'utf8')
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
