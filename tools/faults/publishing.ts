import { setTimeout as sleep } from 'node:timers/promises'
import type { CalendarYear, RuleKind } from '@sims/contracts/web'
import type pg from 'pg'
import { newId } from '../../apps/server/src/kernel/index.ts'
import { faultsIn } from '../replay/integrity.ts'
import { persistently } from '../replay/people.ts'
import type { CrashOptions } from './crashes.ts'
import { hitsInside, killAndLook, killed, silent } from './kill.ts'
import { type Report, unless } from './report.ts'
import type { Stage } from './stage.ts'

/** A version in review, and how an executive publishes it: always with the same key. */
export interface Reviewed<Content> {
  id: string
  content: Content
  publish(): Promise<unknown>
}

/** Drafts the next version of a rule with another content and sends it to review, as the system administrator. */
export async function reviewed<Content>(
  stage: Stage,
  kind: RuleKind,
  rule: string,
  change: (content: Content) => Content,
): Promise<Reviewed<Content>> {
  const { api } = stage.sysadmin
  const id = newId()
  const key = newId()
  await api('draftRule', { body: { id, kind, key: rule } })
  const read = () => api('getRule', { params: { id } })
  const draft = await read()
  const content = change(draft.content as Content)
  await api('changeRule', { params: { id }, body: { kind, revision: draft.revision, content } as never })
  await api('reviewRule', { params: { id }, body: { revision: (await read()).revision } })
  const { revision } = await read()
  return {
    id,
    content,
    publish: () => stage.executive.api('publishRule', { params: { id }, body: { revision }, key }),
  }
}

/** The same calendar with some days off, or working again, each time the other. */
export function toggled(content: CalendarYear, days: readonly string[]): CalendarYear {
  const others = content.days.filter(({ day }) => !days.includes(day))
  const were = content.days.some(({ day, working }) => days.includes(day) && !working)
  return {
    ...content,
    days: were ? others : [...others, ...days.map((day) => ({ day, working: false, name: '停工' }))],
  }
}

/** The newest year that the company has a calendar of: no due time needs it for this test. */
export async function newestYear(stage: Stage): Promise<string> {
  const { items } = await stage.sysadmin.api('listRules', { query: { kind: 'calendar' } })
  return items
    .map(({ key }) => key)
    .sort()
    .at(-1) as string
}

/** kill -9 while a year of the calendar is published: rule, calendar and the note to compute anew are all there or none. */
export async function killPublishing(stage: Stage, report: Report, { rounds, dice }: CrashOptions): Promise<void> {
  report.group(`kill -9 while a calendar is published, ${rounds} times`)
  const year = await newestYear(stage)
  const next = () => reviewed<CalendarYear>(stage, 'calendar', year, (content) => toggled(content, [`${year}-12-15`]))
  const undisturbed = await next()
  const started = performance.now()
  await undisturbed.publish()
  const span = performance.now() - started
  let before = undisturbed.content
  const outcomes = { published: 0, not: 0 }
  for (let round = 1; round <= rounds; round++) {
    const version = await next()
    const moment = Math.round(dice.next() * span)
    const withPostgres = dice.chance(0.5)
    const published = version.publish().then(
      () => true,
      () => false,
    )
    await sleep(moment)
    const look = (client: pg.Client) => standing(client, version, before)
    const { found, readyMs } = await killAndLook(stage, withPostgres, look)
    const faults = [...found.faults]
    const acknowledged = await published
    faults.push(...unless(found.published || !acknowledged, 'it was told to be published and is not'))
    outcomes[found.published ? 'published' : 'not'] += 1
    await persistently(version.publish)
    const after = await stage.look((client) => standing(client, version, before))
    faults.push(...unless(after.published, 'sent again, it is not published'), ...after.faults, ...silent(stage))
    faults.push(...(await stage.look(faultsIn)))
    before = version.content
    report.check(
      `round ${round}, ${killed(withPostgres)} at ${moment} ms: published whole or not at all`,
      faults,
      `it was ${found.published ? '' : 'not '}published; ready again after ${readyMs.toFixed(0)} ms`,
    )
  }
  hitsInside(report, 'a publication that was sent', outcomes.not, rounds)
}

/** Whether a version is published, and what of the calendar, the audit and the key says otherwise. */
async function standing(client: pg.Client, version: Reviewed<CalendarYear>, before: CalendarYear) {
  const { rows } = await client.query<{
    published: boolean
    persons: number
    audits: number
    keys: number
    days: string
  }>(
    `select r.status = 'published' as published,
       num_nonnulls(r.effective_from, r.published_by, r.published_at) as persons,
       (select count(*)::int from audit_event a
         where a.action = 'rules.publish' and a.outcome = 'success' and r.id = any(a.object_ids)) as audits,
       (select coalesce(string_agg(d.day::text || d.working || d.name, ' ' order by d.day), '') from calendar_day d
         where d.organization_id = r.organization_id and extract(year from d.day)::text = r.key) as days
     from regulation_version r where r.id = $1`,
    [version.id],
  )
  const [row] = rows
  if (!row) throw new Error(`no rule ${version.id}`)
  const wanted = (row.published ? version.content : before).days
    .map(({ day, working, name }) => `${day}${working}${name}`)
    .sort()
    .join(' ')
  const count = row.published ? 1 : 0
  return {
    published: row.published,
    faults: [
      ...unless(row.persons === 3 * count, `${row.persons} of its three notes of who and when`),
      ...unless(row.audits === count, `${row.audits} audit events instead of ${count}`),
      ...unless(row.days === wanted, `the calendar has ${row.days} and not what the version says: ${wanted}`),
    ],
  }
}
