import { DAY, dayOf, type EpochMs, HOUR, MINUTE, momentOf, parseMinute } from '#kernel'
import { type Dice, dice } from '../dice.ts'
import { ANY, AWAKE, DESK, earlier, type Hours, later } from './hours.ts'
import { owes } from './prices.ts'
import type { Stage, Story } from './story.ts'

/** One step of a story, at its time. `return`, `redispatch` and what follows the work are steps of the order. */
export interface Act {
  story: number
  step: Step
  at: EpochMs
  /** which of the story's beats */
  beat?: number
}
export type Step =
  | ('report' | 'accept' | 'triage' | 'dispatch' | 'claim' | 'take' | 'return' | 'redispatch' | 'start' | 'reportDone')
  | ('quote' | 'agree' | 'decline')
  | ('track' | 'beat')
  | ('rate' | 'settle' | 'archive' | 'urge' | 'withdraw' | 'cancel')

/** Minutes that a step takes after the one before: from, to. */
type Minutes = readonly [from: number, to: number]
const USUAL: Partial<Record<Step, Minutes>> = {
  accept: [6, 50],
  triage: [3, 12],
  dispatch: [4, 35],
  claim: [8, 55],
  take: [2, 9],
  return: [15, 50],
  redispatch: [10, 40],
  quote: [20, 70],
  agree: [3, 40],
  start: [5, 60],
  reportDone: [20, 110],
}
/** An emergency is on site within half an hour of the report. */
const AT_ONCE: typeof USUAL = {
  accept: [2, 4],
  triage: [1, 2],
  dispatch: [1, 2],
  take: [1, 3],
  start: [8, 14],
  reportDone: [25, 70],
}
/** At the desk or on the phone the one who hears it takes it on. */
const HEARD: Minutes = [2, 5]

/** What leads to each stage of the work. */
const WORK: readonly [stage: Stage, step: Step][] = [
  ['accepted', 'accept'],
  ['triaged', 'triage'],
  ['assigned', 'dispatch'],
  ['taken', 'take'],
  ['quoted', 'quote'],
  ['agreed', 'agree'],
  ['executing', 'start'],
  ['done', 'reportDone'],
]
const ORDER: readonly Stage[] = ['new', ...WORK.map(([stage]) => stage), 'rated', 'settled', 'archived']

/** Days before the first start on which the archivist files what was settled before, at 10:20. */
const ARCHIVING = [22, 15, 12]
const SEED = 20260102

/**
 * When everything happened: each story's steps in their order, all of them together in the order of time, none after
 * `now`. The same every time, but for the distance to `now`.
 */
export function plan(stories: readonly Story[], urgent: (story: Story) => boolean, now: EpochMs, zone: string): Act[] {
  return stories
    .flatMap((story, n) =>
      planOne(story, urgent(story), dice(SEED + n), now, zone).map((act) => ({ ...act, story: n })),
    )
    .sort((a, b) => a.at - b.at || a.story - b.story)
}

function planOne(story: Story, urgent: boolean, dice: Dice, now: EpochMs, zone: string): Omit<Act, 'story'>[] {
  const hours: Hours = urgent ? ANY : story.until === 'new' ? AWAKE : DESK
  const work = workOf(story).map((step) => ({ step, minutes: minutesOf(story, step, urgent, dice) }))
  const beats = story.beats ?? []
  const whole = [...work.map((one) => one.minutes), ...beats.map((one) => one.after)].reduce((sum, one) => sum + one, 0)
  let at = reportedAt(story, whole, hours, now, zone) + ('at' in story.when ? dice.between(0, 59_999) : 0)
  const acts: Omit<Act, 'story'>[] = [{ step: 'report', at }]
  const add = (step: Step, when: EpochMs) => {
    at = when
    acts.push({ step, at })
  }
  for (const { step, minutes } of work) add(step, later(at, minutes, hours, zone))
  if (reaches(story, 'rated') && story.rating) add('rate', later(at, dice.between(40, 270), AWAKE, zone))
  if (story.recheck) add('track', later(at, dice.between(30, 120), DESK, zone))
  if (reaches(story, 'settled')) {
    const morning = momentOf(dayOf(at, zone) + 1, DESK[0], zone)
    add('settle', later(morning, dice.between(5, 100), DESK, zone))
  }
  if (reaches(story, 'archived')) add('archive', archivedAt(at, now, zone))
  if (story.urged) add('urge', earlier(now, 300, AWAKE, zone))
  if (story.declined) add('decline', later(at, dice.between(10, 60), AWAKE, zone))
  if (story.withdrawn) add('withdraw', later(at, dice.between(60, 200), AWAKE, zone))
  if (story.cancelled) add('cancel', later(at, dice.between(20, 90), DESK, zone))
  for (const [beat, { after }] of beats.entries()) {
    at = later(at, after, DESK, zone)
    acts.push({ step: 'beat', at, beat })
  }
  return acts
}

const reaches = ({ until }: Story, stage: Stage) =>
  ORDER.indexOf(until === 'pool' ? 'assigned' : until) >= ORDER.indexOf(stage)

/** The steps up to the report of the work, as far as the story goes. */
const workOf = (story: Story): Step[] =>
  WORK.flatMap(([stage, step]): Step[] => {
    if (!reaches(story, stage) || ((step === 'quote' || step === 'agree') && !owes(story))) return []
    if (step !== 'take') return [step]
    const taken = story.claimed ? 'claim' : 'take'
    return story.returned ? [taken, 'return', 'redispatch', 'take'] : [taken]
  })

function minutesOf(story: Story, step: Step, urgent: boolean, dice: Dice): number {
  const usual = (urgent && AT_ONCE[step]) || USUAL[step] || HEARD
  const [from, to] = step === 'accept' && story.channel !== 'app' ? HEARD : usual
  const rolled = dice.between(from * 60, to * 60) / 60
  return story.slow?.[step as 'start'] ?? rolled
}

function reportedAt({ when }: Story, work: number, hours: Hours, now: EpochMs, zone: string): EpochMs {
  if ('since' in when) return earlier(now, when.since + work, hours, zone)
  if ('hours' in when) return now - when.hours * HOUR
  return momentOf(dayOf(now, zone) - when.days, parseMinute(when.at), zone)
}

function archivedAt(settled: EpochMs, now: EpochMs, zone: string): EpochMs {
  const sessions = ARCHIVING.map((days) => momentOf(dayOf(now, zone) - days, 620, zone))
  const session = sessions.find((at) => at > settled)
  if (session === undefined) throw new Error(`settled ${(now - settled) / DAY} days ago, and archived after that never`)
  return session
}

/** How long before the first start the company was founded in this system: before anything happened in it. */
export const HISTORY_MS = 32 * DAY + MINUTE
