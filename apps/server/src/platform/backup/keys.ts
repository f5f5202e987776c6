import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { DomainError } from '#kernel'
import { type Secrets, secretsFromText } from '#platform/privacy'
import type { Header } from './container.ts'

/**
 * Who can open an object. `master`: its key under one derived from the master key, which is never in a backup.
 * `passphrase`: its key and the text of the master key under a key from a passphrase (scrypt, RFC 7914), when one is set.
 */
export type Slot =
  | { kind: 'master'; sealed: string }
  | { kind: 'passphrase'; salt: string; cost: number; sealed: string }

/** What seals and opens backups: the master key, or what a passphrase gives. */
export interface Keys {
  keyId: string
  /** absent when only a passphrase is there to open with */
  master?: { secrets: Secrets; text: string }
  passphrase?: string
}

/** OWASP's Password Storage Cheat Sheet: N = 2^17, r = 8, p = 1; 128 MB while it runs */
const COST = 2 ** 17
const MOST_COST = 2 ** 20
/** a passphrase must stand alone against whoever has stolen the disk */
export const SHORTEST_PASSPHRASE = 16

/** The keys of a master key file, and of a passphrase when there is one. @throws DomainError backup.keyMissing, privacy.keyDamaged */
export async function keysFromFile(file: string, passphrase?: string): Promise<Keys> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DomainError('backup.keyMissing', { file, reason: error.code ?? error.message })
  })
  return keysFromText(text, file, passphrase)
}

export function keysFromText(text: string, file: string, passphrase?: string): Keys {
  if (passphrase !== undefined && passphrase.length < SHORTEST_PASSPHRASE)
    throw new DomainError('backup.passphraseShort', { least: SHORTEST_PASSPHRASE })
  const secrets = secretsFromText(text, file)
  return { keyId: secrets.keyId, master: { secrets, text }, ...(passphrase === undefined ? {} : { passphrase }) }
}

export const keysFromPassphrase = (passphrase: string): Keys => ({ keyId: '', passphrase })

export function closeSlots(keys: Keys, key: Buffer): Slot[] {
  if (!keys.master) throw new Error('sealing takes the master key')
  const slots: Slot[] = [{ kind: 'master', sealed: close(masterSlotKey(keys.master.secrets), key, 'master') }]
  if (keys.passphrase !== undefined) {
    const salt = saltOf(keys.passphrase)
    const inside = Buffer.concat([key, Buffer.from(keys.master.text)])
    const sealed = close(stretched(keys.passphrase, salt, COST), inside, 'passphrase')
    slots.push({ kind: 'passphrase', salt, cost: COST, sealed })
  }
  return slots
}

/** The object's key. Learns the master key from a passphrase slot. @throws DomainError backup.wrongKey */
export function openSlots(keys: Keys, header: Header, name: string): Buffer {
  for (const slot of header.slots) {
    if (slot.kind === 'master' && keys.master) {
      const key = tryOpen(masterSlotKey(keys.master.secrets), slot.sealed, 'master')
      if (key) return key
    }
    if (slot.kind === 'passphrase' && keys.passphrase !== undefined && slot.cost <= MOST_COST) {
      const inside = tryOpen(stretched(keys.passphrase, slot.salt, slot.cost), slot.sealed, 'passphrase')
      if (!inside) continue
      const text = inside.subarray(32).toString('utf8')
      keys.master ??= { secrets: secretsFromText(text, name), text }
      keys.keyId = keys.master.secrets.keyId
      return inside.subarray(0, 32)
    }
  }
  throw new DomainError('backup.wrongKey', { name, keyId: header.keyId })
}

const masterSlotKey = (secrets: Secrets) => secrets.derive('backup')

// one salt per passphrase and process: stretching costs a third of a second, and there is an object every few minutes
const salts = new Map<string, string>()
const known = new Map<string, Buffer>()

function saltOf(passphrase: string): string {
  const salt = salts.get(passphrase) ?? randomBytes(16).toString('base64')
  salts.set(passphrase, salt)
  return salt
}

function stretched(passphrase: string, salt: string, cost: number): Buffer {
  const id = JSON.stringify([passphrase, salt, cost])
  const key =
    known.get(id) ??
    scryptSync(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), 32, {
      ...{ N: cost, r: 8, p: 1 },
      maxmem: 256 * 8 * cost,
    })
  known.set(id, key)
  return key
}

/** nonce (12) ‖ ciphertext ‖ tag (16), AES-256-GCM, base64 */
function close(key: Buffer, bytes: Buffer, kind: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(`sims/backup/1/${kind}`))
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

function tryOpen(key: Buffer, sealed: string, kind: string): Buffer | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length < 28) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(`sims/backup/1/${kind}`)).setAuthTag(bytes.subarray(-16))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
  } catch {
    return undefined
  }
}
