import type { ProcessException } from '@sims/contracts'
import { z } from 'zod'
import { dayOf, formatDay } from '#kernel'
import { rolesWith } from '#platform/access'
import { type OutboxEvent, writeOutbox } from '#platform/command'
import type { Db, Tx } from '#platform/db'
import { type JobDefinition, job, organizationsOf } from '#platform/jobs'
import { currentRules } from '#platform/regulations'
import { clockContext } from './context.ts'
import type { ProcessDefinition } from './definition.ts'
import { PROCESS } from './definitions.ts'
import { belowSpecification } from './specification.ts'
import { targetNames } from './target-names.ts'

/** What the processes in force give less than the Specification, those whose last day has passed first. */
export async function exceptionsInForce(tx: Tx, now: Date): Promise<ProcessException[]> {
  const [rules, { zone }] = [await currentRules(tx, PROCESS, now), await clockContext(tx, now)]
  const today = formatDay(dayOf(now.getTime(), zone))
  const found = [...rules.values()].flatMap((rule) => {
    const definition = rule.content as ProcessDefinition
    return belowSpecification(definition).flatMap(({ clock, given, floor }): ProcessException[] => {
      if (!clock?.exception || !given) return []
      const { reason, until } = clock.exception
      return [
        {
          ruleId: rule.id,
          process: definition.names,
          clock: clock.name,
          clockNames: clock.names,
          given: targetNames(given),
          promised: targetNames(floor.target),
          clause: floor.clause,
          reason,
          until,
          ended: until < today,
        },
      ]
    })
  })
  return found.sort((a, b) => Number(b.ended) - Number(a.ended) || a.until.localeCompare(b.until))
}

/** Orders a notice to publishers for each exception that has ended; the notice writer tells each person of each only once. */
export async function tellEndedExceptions(tx: Tx, now: Date): Promise<void> {
  const ended = (await exceptionsInForce(tx, now)).filter((one) => one.ended)
  const notices = ended.map(({ ruleId, clock, clockNames, process, until }) => ({
    notice: 'exceptionEnded',
    to: 'roles' as const,
    roles: [...rolesWith('rules.publish')],
    params: { exception: `${ruleId} ${clock}`, clock: clockNames, process, until },
  }))
  if (notices.length === 0) return
  const event: OutboxEvent = {
    name: 'rules.exceptionsEnded',
    recordKind: 'rule',
    recordId: ended[0]?.ruleId as string,
    version: 1,
    seq: 0,
    notices,
  }
  writeOutbox(tx, now, [event])
}

/** Every morning in China: whose exceptions ended the day before are told. */
export const exceptionsJob = ({ db, now }: { db: Db; now: () => Date }): JobDefinition<object> =>
  job({
    name: 'process.exceptions',
    schema: z.strictObject({}),
    cron: { at: '0 1 * * *', data: {} },
    handle: async () => {
      for (const id of await organizationsOf(db)) await db.transaction(id, (tx) => tellEndedExceptions(tx, now()))
    },
  })
