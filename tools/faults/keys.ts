import { ApiError } from '@sims/contracts/web'
import { newId } from '../../apps/server/src/kernel/index.ts'
import { reportOf, stepOf } from './load.ts'
import { type Report, unless } from './report.ts'
import type { Stage } from './stage.ts'

const AT_ONCE = 100

/** The same Idempotency-Key a hundred times at once, with another body, after a crash, and around one. */
export async function repeatKeys(stage: Stage, report: Report): Promise<void> {
  report.group(`the same key ${AT_ONCE} times at once`)
  const [resident] = stage.residents
  if (!resident) throw new Error('no resident')

  const first = reportOf(resident.api, stage.homeId, '同一个键一百次')
  const answers = await together(first.again)
  report.check('reports: one effect, one answer', [
    ...same(answers),
    ...(await effects(stage, first.recordId, 'report')),
  ])

  const accept = stepOf(stage.agent.api, 'takeRequestStep', first.recordId, 'accept', 1)
  const accepted = await together(accept.again)
  report.check('steps: one effect, one answer', [
    ...same(accepted),
    ...(await effects(stage, first.recordId, 'accept')),
  ])

  const body = { id: newId(), category: 'waterLeak', placeId: stage.homeId, description: '别的内容' }
  const other = await resident.api('createRequest', { body, key: first.key }).catch((error: unknown) => error)
  const code = other instanceof ApiError ? other.problem.code : JSON.stringify(other)
  report.check('the same key with another body is refused', unless(code === 'command.keyReused', `answered ${code}`))

  await stage.server.kill()
  await stage.restart()
  const after = await together(first.again)
  report.check('after kill -9: the same answer, no further effect', [
    ...same([...answers, ...after]),
    ...(await effects(stage, first.recordId, 'report')),
  ])

  const around = reportOf(resident.api, stage.homeId, '崩溃前后的同一个键')
  const lost = Promise.allSettled(Array.from({ length: AT_ONCE }, () => around.again()))
  await stage.server.kill()
  const outcomes = await lost
  await stage.restart()
  const answered = outcomes.filter((outcome) => outcome.status === 'fulfilled').map((outcome) => outcome.value)
  report.check(
    'around kill -9: one effect, one answer',
    [...same([...answered, ...(await together(around.again))]), ...(await effects(stage, around.recordId, 'report'))],
    `${answered.length} of ${AT_ONCE} were answered before`,
  )
}

const together = <T>(send: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: AT_ONCE }, send))

function same(answers: readonly unknown[]): string[] {
  const distinct = new Set(answers.map((answer) => JSON.stringify(answer)))
  return unless(distinct.size === 1, `${distinct.size} different answers: ${[...distinct].slice(0, 3).join(' ')}`)
}

async function effects(stage: Stage, recordId: string, step: string): Promise<string[]> {
  const sql = `select (select count(*)::int from timeline where record_id = $1 and step = $2) as entries,
    (select count(*)::int from audit_event where $1 = any(object_ids) and outcome = 'success'
      and action = 'requests.' || case $2 when 'report' then 'create' else $2 end) as audits`
  const { rows } = await stage.look((client) =>
    client.query<{ entries: number; audits: number }>(sql, [recordId, step]),
  )
  const [row] = rows
  return unless(row?.entries === 1 && row.audits === 1, `${row?.entries} entries and ${row?.audits} audit events`)
}
