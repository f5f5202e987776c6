import type pg from 'pg'
import { faultsIn } from '../replay/integrity.ts'
import type { Sent } from './load.ts'

const SAMPLE = 40

/**
 * Holds what clients were told against what the database has, after a crash: every acknowledged command has its effect,
 * every command of which nothing is known has it or has it not and can be sent again, none has it twice, nothing is half.
 * @returns what is wrong
 */
export async function verify(sent: readonly Sent[], client: pg.Client): Promise<string[]> {
  const faults = sent
    .filter(({ outcome }) => outcome === 'refused' || outcome === 'failed')
    .map(({ step, recordId, reason }) => `${step} of ${recordId} was answered ${reason}`)
  const acknowledged = sent.filter(({ outcome }) => outcome === 'acknowledged')
  faults.push(...lost(acknowledged, await effectsOf(acknowledged, client), 'was acknowledged'))

  const unknown = sent.filter(({ outcome }) => outcome === 'unknown')
  // the newest, which the crash was nearest to
  const repeated = [...unknown, ...acknowledged.slice(-SAMPLE)]
  await Promise.all(
    repeated.map(async (command) => {
      try {
        const answer = await command.again()
        if (command.answer?.number && answer.number !== command.answer.number)
          faults.push(
            `${command.step} of ${command.recordId}: number ${answer.number} instead of ${command.answer.number}`,
          )
        command.answer = answer
      } catch (error) {
        faults.push(`${command.step} of ${command.recordId}, sent again after ${command.outcome}: ${error}`)
      }
    }),
  )
  faults.push(...lost(repeated, await effectsOf(repeated, client), 'was repeated'))
  return [...faults, ...(await faultsIn(client))]
}

/** What the database has of a command: how many entries on the timeline, how many keys, and of a report its record. */
export interface Effect {
  entries: number
  keys: number
  number: string | undefined
  description: string | undefined
}

async function effectsOf(sent: readonly Sent[], client: pg.Client): Promise<Map<string, Effect>> {
  const { rows } = await client.query<Omit<Effect, 'number'> & { key: string; number: string | null }>(
    `select s.key, r.description, 'BX' || r.number as number,
       (select count(*)::int from timeline t where t.record_id = s.record_id and t.step = s.step) as entries,
       (select count(*)::int from idempotency i where i.key = s.key and i.record_ids = array[s.record_id]) as keys
     from unnest($1::uuid[], $2::text[], $3::text[]) s (record_id, step, key)
     left join service_request r on r.id = s.record_id`,
    [sent.map((s) => s.recordId), sent.map((s) => s.step), sent.map((s) => s.key)],
  )
  return new Map(rows.map(({ key, ...row }) => [key, { ...row, number: row.number ?? undefined }]))
}

/** Commands whose effect is not exactly there once. */
export function lost(sent: readonly Sent[], effects: ReadonlyMap<string, Effect>, why: string): string[] {
  return sent.flatMap(({ recordId, step, key, description, answer }) => {
    const name = `${step} of ${recordId} ${why}`
    const effect = effects.get(key)
    if (!effect || effect.entries === 0) return [`${name} and is gone`]
    if (effect.entries > 1) return [`${name} and has ${effect.entries} effects`]
    if (effect.keys !== 1) return [`${name} and its key is remembered ${effect.keys} times`]
    if (description !== undefined && effect.description !== description) return [`${name} and its description differs`]
    if (answer?.number && effect.number !== answer.number)
      return [`${name} with the number ${answer.number} and has ${effect.number}`]
    return []
  })
}
