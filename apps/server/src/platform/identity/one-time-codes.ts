import { DAY, DomainError, HOUR, MINUTE } from '#kernel'
import { type Db, statement, type Tx } from '#platform/db'
import { hashCode, isCode, newCode, type Secrets } from '#platform/privacy'

export const LIFE_MINUTES = 5
const LIFE_MS = LIFE_MINUTES * MINUTE
const MAX_ATTEMPTS = 5
const RESEND_MS = MINUTE
const MAX_PER_HOUR = 5
const MAX_PER_DAY = 10

const ask = `
  insert into one_time_code as c (phone_hash, code_hash, expires_at, created_at, asked, asked_since, day_since)
  values ($1, $2, $3, $4, 1, $4, $4)
  on conflict (phone_hash) do update set
    code_hash = excluded.code_hash, attempts = 0, expires_at = excluded.expires_at, created_at = excluded.created_at,
    asked = case when c.asked_since <= $5 then 1 else c.asked + 1 end,
    asked_since = case when c.asked_since <= $5 then excluded.created_at else c.asked_since end,
    asked_in_day = case when c.day_since <= $8 then 1 else c.asked_in_day + 1 end,
    day_since = case when c.day_since <= $8 then excluded.created_at else c.day_since end
  where c.created_at <= $6 and (c.asked_since <= $5 or c.asked < $7) and (c.day_since <= $8 or c.asked_in_day < $9)
  returning true`
const wait = `
  select greatest(created_at + $2 * interval '1 ms',
    case when asked >= $4 then asked_since + $3 * interval '1 ms' end) as until,
    case when asked_in_day >= $6 then day_since + $5 * interval '1 ms' end as tomorrow
  from one_time_code where phone_hash = $1`
const attempt = statement(
  'identity_try_code',
  `update one_time_code set attempts = attempts + 1
   where phone_hash = $1 and expires_at > $2 and attempts < $3 returning code_hash`,
)

const scopeOf = (phoneHash: Buffer) => phoneHash.toString('hex')

/**
 * Makes a code for a phone, known or not, and stores its hash: five minutes, five attempts, a minute between two codes,
 * five an hour and ten a day that are not used.
 * @throws DomainError `identity.codeTooSoon` with the `seconds` to wait, `identity.codesToday` with the `hours`
 */
export async function makeCode(db: Db, secrets: Secrets, phoneHash: Buffer, now: Date) {
  const code = newCode()
  const expiresAt = new Date(now.getTime() + LIFE_MS)
  const before = (ms: number) => new Date(now.getTime() - ms)
  const made = await db.global(ask, [
    phoneHash,
    hashCode(secrets, scopeOf(phoneHash), code),
    expiresAt,
    now,
    before(HOUR),
    before(RESEND_MS),
    MAX_PER_HOUR,
    before(DAY),
    MAX_PER_DAY,
  ])
  if (made.length === 0) {
    const limits = [phoneHash, RESEND_MS, HOUR, MAX_PER_HOUR, DAY, MAX_PER_DAY]
    const [row] = await db.global<{ until: Date; tomorrow: Date | null }>(wait, limits)
    if (row?.tomorrow && row.tomorrow > now) {
      const hours = Math.ceil((row.tomorrow.getTime() - now.getTime()) / HOUR)
      throw new DomainError('identity.codesToday', { limit: MAX_PER_DAY, hours })
    }
    const ms = row ? row.until.getTime() - now.getTime() : RESEND_MS
    throw new DomainError('identity.codeTooSoon', { seconds: Math.max(1, Math.ceil(ms / 1000)) })
  }
  return { code, expiresAt }
}

/** Whether this is the phone's code; each asking is one of its five attempts, counted before the look. */
export async function tryCode(db: Db, secrets: Secrets, phoneHash: Buffer, code: string, now: Date): Promise<boolean> {
  const [row] = await db.global<{ code_hash: Buffer }>(attempt, [phoneHash, now, MAX_ATTEMPTS])
  return row !== undefined && isCode(secrets, scopeOf(phoneHash), code, row.code_hash)
}

/** Uses a right code up; false when somebody else just did. A code that was used counts against no limit. */
export async function useCode(tx: Tx, secrets: Secrets, phoneHash: Buffer, code: string): Promise<boolean> {
  const used = await tx.query('delete from one_time_code where phone_hash = $1 and code_hash = $2 returning true', [
    phoneHash,
    hashCode(secrets, scopeOf(phoneHash), code),
  ])
  return used.length > 0
}

/** Deletes codes that nobody used and that no limit needs any more. */
export async function sweepCodes(db: Db, now: Date): Promise<void> {
  await db.global('delete from one_time_code where expires_at <= $1 and day_since <= $2', [
    now,
    new Date(now.getTime() - DAY),
  ])
}
