import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** What turns passwords into what is stored; slow on purpose. */
export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** Without a stored hash (an unknown account) it takes the same time and answers false. */
  verify(stored: string | null, password: string): Promise<boolean>
}

/** argon2id with the parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Full-width digits and letters of a Chinese input method are the same password as the plain ones. */
const fold = (password: string) => password.normalize('NFKC')

export function argon2Hasher(): PasswordHasher {
  // made at once, so that the first unknown account takes no longer than the next
  const dummy = hash(randomBytes(32), ARGON2ID)
  return {
    hash: (password) => hash(fold(password), ARGON2ID),
    verify: async (stored, password) => {
      const right = await verify(stored ?? (await dummy), fold(password))
      return stored !== null && right
    },
  }
}
