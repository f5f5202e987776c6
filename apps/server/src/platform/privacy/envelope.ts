import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { Secrets } from './secrets.ts'

/** An unwrapped data key. A KeyObject prints and serialises as nothing, so it never gets into a log or an answer. */
export type DataKey = KeyObject

/**
 * Envelope encryption: every customer and every file has its own data key, stored beside the row wrapped by the key
 * encryption key. Destroying the wrapped key destroys what it sealed. One provider per algorithm; the first byte of
 * what it makes names it.
 */
export type Cipher = {
  /** A fresh data key: `wrapped` goes into the row, `key` seals. */
  newDataKey(): { wrapped: Buffer; key: DataKey }
  /** @throws SealBroken when it was wrapped by another master key, or was changed */
  unwrap(wrapped: Uint8Array): DataKey
  /** Forgets an unwrapped key, after its row was destroyed. */
  forget(wrapped: Uint8Array): void
  /**
   * @param plaintext text is sealed as UTF-8
   * @param aad what the value belongs to, see {@link bindTo}
   * @returns version (1 byte) ‖ nonce (12) ‖ ciphertext ‖ tag (16)
   */
  seal(key: DataKey, plaintext: string | Uint8Array, aad: Buffer): Buffer
  /** @throws SealBroken for another key, another place (aad), or a changed byte */
  open(key: DataKey, sealed: Uint8Array, aad: Buffer): string
  /** {@link open} for a value that is not text. */
  openBytes(key: DataKey, sealed: Uint8Array, aad: Buffer): Buffer
}

/** A sealed value that does not open: damage, or a value moved from elsewhere. Never the user's fault, hence no DomainError. */
export class SealBroken extends Error {
  override name = 'SealBroken'
}

/**
 * The place that a sealed value is bound to. A value copied to another column, customer or organization does not open.
 * @param column `table.column`
 * @param id of the customer, file or other owner of the data key
 */
export function bindTo(column: string, organizationId: string, id: string): Buffer {
  return Buffer.from(`${column}\0${organizationId}\0${id}`, 'utf8')
}

const VERSION = 1
const NONCE = 12
const TAG = 16
const KEK_AAD = Buffer.from('sims/kek/1')

/**
 * AES-256-GCM (NIST SP 800-38D) with random 96-bit nonces: at most 2^32 values per data key, far above what one customer
 * has. A wrapped key is version ‖ first 4 bytes of the master key's id ‖ nonce ‖ ciphertext ‖ tag.
 * @param cached how many unwrapped keys are kept, least recently used first out
 */
export function createAesCipher(secrets: Secrets, cached = 4096): Cipher {
  const kek = createSecretKey(secrets.derive('kek'))
  const kekId = Buffer.from(secrets.keyId, 'hex').subarray(0, 4)
  const keys = new Map<string, DataKey>()

  const remember = (name: string, key: DataKey) => {
    keys.set(name, key)
    if (keys.size > cached) keys.delete(keys.keys().next().value as string)
  }
  const nameOf = (wrapped: Uint8Array) =>
    Buffer.from(wrapped.buffer, wrapped.byteOffset, wrapped.length).toString('latin1')

  return {
    newDataKey() {
      const bytes = randomBytes(32)
      const body = seal(kek, bytes, KEK_AAD)
      const wrapped = Buffer.concat([body.subarray(0, 1), kekId, body.subarray(1)])
      const key = createSecretKey(bytes)
      bytes.fill(0)
      remember(nameOf(wrapped), key)
      return { wrapped, key }
    },
    unwrap(wrapped) {
      const name = nameOf(wrapped)
      const known = keys.get(name)
      if (known) {
        keys.delete(name)
        keys.set(name, known)
        return known
      }
      if (!kekId.equals(wrapped.subarray(1, 5))) throw new SealBroken('the data key was wrapped by another master key')
      const bytes = openBytes(kek, Buffer.concat([wrapped.subarray(0, 1), wrapped.subarray(5)]), KEK_AAD)
      const key = createSecretKey(bytes)
      bytes.fill(0)
      remember(name, key)
      return key
    },
    forget: (wrapped) => void keys.delete(nameOf(wrapped)),
    seal,
    open: (key, sealed, aad) => openBytes(key, sealed, aad).toString('utf8'),
    openBytes,
  }
}

function seal(key: DataKey, plaintext: string | Uint8Array, aad: Buffer): Buffer {
  const input = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext
  const sealed = Buffer.allocUnsafe(1 + NONCE + input.length + TAG)
  const nonce = freshNonce()
  sealed[0] = VERSION
  sealed.set(nonce, 1)
  const gcm = createCipheriv('aes-256-gcm', key, nonce)
  gcm.setAAD(aad)
  sealed.set(gcm.update(input), 1 + NONCE)
  gcm.final()
  sealed.set(gcm.getAuthTag(), 1 + NONCE + input.length)
  return sealed
}

function openBytes(key: DataKey, sealed: Uint8Array, aad: Buffer): Buffer {
  const end = sealed.length - TAG
  if (end < 1 + NONCE || sealed[0] !== VERSION) throw new SealBroken('not a sealed value of a known version')
  const gcm = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG })
  gcm.setAAD(aad)
  gcm.setAuthTag(sealed.subarray(end))
  const plain = gcm.update(sealed.subarray(1 + NONCE, end))
  try {
    gcm.final()
  } catch (cause) {
    plain.fill(0)
    throw new SealBroken('the sealed value was changed, moved, or sealed with another key', { cause })
  }
  return plain
}

const pool = Buffer.allocUnsafe(NONCE * 256)
let used = pool.length

/** Random nonces, drawn from the system 256 at a time: the call costs more than the bytes. */
function freshNonce(): Buffer {
  if (used === pool.length) {
    randomBytes(pool.length).copy(pool)
    used = 0
  }
  const nonce = Buffer.from(pool.subarray(used, used + NONCE))
  used += NONCE
  return nonce
}
