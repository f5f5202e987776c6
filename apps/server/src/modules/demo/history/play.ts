import { type EpochMs, HOUR, MINUTE } from '#kernel'
import { takeTimedOrderSteps } from '#modules/orders'
import { requestLink, takeTimedSteps } from '#modules/requests'
import { clockContext, fireDueClocks } from '#platform/process'
import { dice } from '../dice.ts'
import type { Founded } from '../found.ts'
import type { DemoDeps } from '../load.ts'
import { layRegisters } from '../registers.ts'
import { layRosters } from '../rosters.ts'
import { gather, ZONE } from './cast.ts'
import { perform, type Role } from './perform.ts'
import { type Photo, storePictures } from './pictures.ts'
import { type Act, HISTORY_MS, plan } from './plan.ts'
import { hands } from './run.ts'
import { sceneOf } from './scenes.ts'
import { contentOf, STORIES, urgencyOf } from './stories.ts'

const SEED = 20260103
/** how often the clocks are looked at while nothing else happens */
const LOOK_MS = 3 * HOUR

/**
 * Lets the past month happen: every step by the command that a person's screen would send, at its time; clocks warn and
 * escalate between them as they would have. What is not done by `now` stays open.
 */
export async function playHistory(deps: DemoDeps, founded: Founded, now: Date): Promise<void> {
  const { db, log } = deps
  const { organizationId } = founded
  const company = await gather(db, founded, dice(SEED))
  await layRosters(deps, founded, company, now)
  await layRegisters(deps, founded, company, new Date(now.getTime() - HISTORY_MS), now)
  const roles = STORIES.map((story, n): Role => ({ n, story, cast: company.cast(story, contentOf(story).skill) }))
  const acts = plan(STORIES, (story) => urgencyOf(story) === 1, now.getTime(), ZONE)
  const photos = new Map(acts.flatMap((act) => photoOf(act, roles[act.story] as Role)))
  const stored = storePictures(deps.filesAt, [...photos.values()])
  const stage = {
    company,
    hands: hands(deps, organizationId),
    named: new Map(),
    photos: async (act: Act) => {
      const photo = photos.get(act)
      return photo ? [await stored(photo)] : []
    },
  }
  // read once: the calendar does not change while the month goes by
  await db.transaction(organizationId, (tx) => clockContext(tx, now))

  let looked = acts[0]?.at ?? now.getTime()
  const steps = { service_request: takeTimedSteps, work_order: takeTimedOrderSteps(requestLink) }
  const clocks = { db, log, steps }
  const clocksUntil = async (at: EpochMs) => {
    for (looked += LOOK_MS; looked < at; looked += LOOK_MS) await fireDueClocks(clocks, new Date(looked))
    await fireDueClocks(clocks, new Date(at))
    looked = at
  }
  for (const session of sessions(acts)) {
    const [act] = session
    await clocksUntil(act.at)
    await perform(stage, act, session.map((one) => roles[one.story]) as [Role, ...Role[]])
  }
  await clocksUntil(now.getTime())
}

/** What is archived at one time is one command; everything else is one each. */
function sessions(acts: readonly Act[]): (readonly [Act, ...Act[]])[] {
  const all: [Act, ...Act[]][] = []
  for (const act of acts) {
    const last = all.at(-1)
    if (act.step === 'archive' && last?.[0].step === 'archive' && last[0].at === act.at) last.push(act)
    else all.push([act])
  }
  return all
}

/** Taken a little before the step that files it: by who reports, or by who does the work. */
function photoOf(act: Act, { story, cast }: Role): [Act, Photo][] {
  const scene = sceneOf(story)
  const reporter = story.channel === 'app' && cast.resident ? cast.resident : cast.desk
  const worker = story.returned ? cast.second : cast.worker
  const photo = (by: Photo['by'], mended: boolean): [Act, Photo][] => [
    [act, { scene, mended, by, at: act.at - 2 * MINUTE }],
  ]
  if (act.step === 'report' && story.photo) return photo(reporter, false)
  if (act.step === 'take' && story.safety === 'nobodyHome') return photo(worker, false)
  if (act.step === 'start' && story.before) return photo(worker, false)
  return act.step === 'reportDone' ? photo(worker, true) : []
}
