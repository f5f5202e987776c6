import { totalOf } from '@sims/contracts'
import { dayOf, formatDay, HOUR, MINUTE, newId } from '#kernel'
import { demoPhone } from '../names.ts'
import { type Cast, type Company, isOwn, missing, ZONE } from './cast.ts'
import type { Act, Step } from './plan.ts'
import { owes, partsFor, quotedFor } from './prices.ts'
import type { Hands, Input, Run } from './run.ts'
import { contentOf, urgencyOf } from './stories.ts'
import type { Story } from './story.ts'

/** A story with its persons, and its request as far as it has come. */
export interface Role {
  n: number
  story: Story
  cast: Cast
  run?: Run
}

export interface Stage {
  company: Company
  hands: Hands
  /** requests by the names of their stories */
  named: Map<string, Run>
  /** the pictures that an act needs, once they are stored */
  photos: (act: Act) => Promise<string[]>
}

/** Unknown callers get numbers that no customer of the demo has. */
const CALLER_PHONES = 9000

const UNRATED = [0, 0, 0, ''] as const

type Performance = (stage: Stage, act: Act, role: Role & { run: Run }) => Promise<void>

/** Takes one step of a story; what the archivist files is one step of all the stories of a session. */
export async function perform(stage: Stage, act: Act, roles: readonly [Role, ...Role[]]): Promise<void> {
  const [role] = roles
  if (act.step === 'report') role.run = await report(stage, act, role)
  else if (act.step === 'archive') await archive(stage, act, roles)
  else await steps[act.step](stage, act, started(role))
}

async function archive({ company, hands }: Stage, act: Act, roles: readonly Role[]): Promise<void> {
  const runs = roles.map((role) => started(role).run)
  await hands.step(act.story, runs, company.staff('archivist'), act.at, 'archive', {})
}

const started = (role: Role): Role & { run: Run } => {
  if (!role.run) throw new Error(`the request of story ${role.n} was not reported yet`)
  return role as Role & { run: Run }
}

async function report({ hands, named, photos }: Stage, act: Act, { n, story, cast }: Role): Promise<Run> {
  const { category, channel, text: description } = story
  const who = story.caller
    ? { caller: { name: story.caller, phone: demoPhone(CALLER_PHONES + n) } }
    : channel === 'app'
      ? {}
      : { customerId: cast.customerId as string }
  const by = channel === 'app' && cast.resident ? cast.resident : cast.desk
  const body = { id: newId(act.at), kind: contentOf(story).kind, category, placeId: cast.placeId, description, channel }
  const run = await hands.report(n, by, act.at, { ...body, photos: await photos(act), ...who })
  if (story.name) named.set(story.name, run)
  return run
}

/** A step on the request by the person whom `who` names. */
const request =
  (who: (role: Role, company: Company) => Cast['desk'] | null, input: (story: Story) => Input): Performance =>
  async ({ company, hands }, { step, at }, role) => {
    const actor = who(role, company)
    if (!actor) throw new Error(`nobody can ${step} story ${role.n}`)
    await hands.step(role.n, [role.run], actor, at, step, input(role.story))
  }
const desk = ({ cast }: Role) => cast.desk
const resident = ({ cast }: Role) => cast.resident
const noted = (note: string | undefined): Input => (note ? { note } : {})

const order =
  (step: string, input: Input = {}): Performance =>
  ({ hands }, { at }, { n, cast, run }) =>
    hands.orderStep(n, run, cast.worker, at, step, input)

const agreed = (at: number, hours: number): Input => ({
  visitFrom: new Date(at + hours * HOUR).toISOString(),
  visitTo: new Date(at + (hours + 1) * HOUR).toISOString(),
  way: 'phone',
})

/** What follows once the order is taken, before or instead of the work. */
const safety: Record<NonNullable<Story['safety']>, Performance> = {
  visit: ({ hands }, { at }, { n, cast, run }) =>
    hands.orderStep(n, run, cast.worker, at + MINUTE, 'arrangeVisit', agreed(at, 3)),
  nobodyHome: async (stage, act, { n, cast, run }) => {
    const { hands, company } = stage
    const photosDoor = await stage.photos(act)
    const note = '敲门、拨打电话均无人应答。'
    await hands.orderStep(n, run, cast.worker, act.at + 30 * MINUTE, 'nobodyHome', { photosDoor, note })
    const again = agreed(act.at, 24)
    await hands.orderStep(n, run, company.staff('dispatcher'), act.at + 40 * MINUTE, 'arrangeVisit', again)
  },
  permit: async ({ hands, company }, { at }, { n, cast, run }) => {
    await hands.orderStep(n, run, cast.worker, at + MINUTE, 'askPermit', {
      permitKind: 'height',
      work: '登高更换车库顶灯，灯位离地约 4 米。',
      measuresHeight: ['harness', 'ladder', 'cordon', 'weather'],
      guardian: company.staff('lead').staffId,
      validFrom: new Date(at).toISOString(),
      validTo: new Date(at + 160 * HOUR).toISOString(),
    })
    const issued = { application: await hands.findPermit(run), note: '占用车道时放置警示牌。' }
    await hands.orderStep(n, run, company.staff('manager'), at + 2 * MINUTE, 'issuePermit', issued)
  },
}

const steps: Record<Exclude<Step, 'report' | 'archive'>, Performance> = {
  accept: request(desk, (story) => noted(story.acceptNote)),
  triage: request(desk, (story) => ({
    urgency: String(urgencyOf(story)),
    impact: String(contentOf(story).defaultImpact),
    category: story.category,
    privatePart: isOwn(story.place) && contentOf(story).priceFrom !== null,
    inWarranty: story.warranty === true,
  })),
  dispatch: async (stage, act, role) => {
    const { story, cast, run } = role
    const assignee: Input = story.until === 'pool' || story.claimed ? {} : { assignee: cast.worker.staffId }
    const dispatcher = stage.company.staff('dispatcher')
    await stage.hands.step(role.n, [run], dispatcher, act.at, 'dispatch', { ...assignee, ...noted(story.dispatchNote) })
    await stage.hands.findOrder(run)
  },
  claim: order('claim'),
  take: async (stage, act, role) => {
    await order('take')(stage, act, role)
    if (role.story.safety) await safety[role.story.safety](stage, act, role)
  },
  return: (stage, act, role) => order('return', { reason: role.story.returned ?? '' })(stage, act, role),
  redispatch: async ({ company, hands }, { at }, role) => {
    role.cast = { ...role.cast, worker: role.cast.second }
    const assignee = role.cast.worker.staffId
    await hands.orderStep(role.n, role.run, company.staff('dispatcher'), at, 'dispatch', { assignee })
  },
  quote: (stage, act, role) => order('quotePrice', { items: quotedFor(role.story) as never })(stage, act, role),
  agree: async (stage, act, role) => {
    const { cast, run } = role
    const quote = await stage.hands.findQuote(run)
    if (cast.resident) return stage.hands.step(role.n, [run], cast.resident, act.at, 'agreePrice', { quote })
    const said = { quote, way: 'phone', said: '可以，就按这个价格修。' }
    await stage.hands.step(role.n, [run], cast.desk, act.at, 'agreePriceFor', said)
  },
  decline: async (stage, act, role) => {
    const { cast, run, story } = role
    if (!cast.resident) throw new Error(`nobody can decline story ${role.n}`)
    const said = { quote: await stage.hands.findQuote(run), reason: story.declined ?? '' }
    await stage.hands.step(role.n, [run], cast.resident, act.at, 'declinePrice', said)
  },
  start: async (stage, act, role) => {
    const photosBefore = await stage.photos(act)
    await order('start', photosBefore.length > 0 ? { photosBefore } : {})(stage, act, role)
  },
  reportDone: async (stage, act, role) => {
    const checklist = contentOf(role.story).checklist.map((item) => item.key)
    const photosAfter = await stage.photos(act)
    const parts = partsFor(role.story)
    if (parts.length > 0) await order('recordParts', { parts: parts as never })(stage, act, role)
    const charge: Input = owes(role.story) ? { charge: totalOf(quotedFor(role.story)) } : {}
    const word: Input =
      contentOf(role.story).acceptance === 'either'
        ? { acceptedBy: 'code', acceptanceCode: stage.hands.code(role.run) }
        : {}
    await order('reportDone', { checklist, photosAfter, ...charge, ...word, ...noted(role.story.note) })(
      stage,
      act,
      role,
    )
  },
  rate: request(resident, ({ rating: [overall, speed, service, text] = UNRATED }) => ({
    overall,
    speed,
    service,
    text,
  })),
  track: ({ company, hands }, { at }, { n, story, run }) => {
    const { text, days } = story.recheck ?? { text: '', days: 0 }
    const recheckOn = formatDay(dayOf(at, ZONE) + days)
    return hands.step(n, [run], company.staff('agent'), at, 'track', { text, recheckOn })
  },
  settle: request(desk, (story) => noted(story.settleNote)),
  beat: async ({ company, hands, named }, { at, beat = 0 }, { n, story, cast, run }) => {
    const { step, by, input, person, into } = story.beats?.[beat] ?? missing(`beat ${beat} of story ${n}`)
    const actor = by === 'desk' ? cast.desk : by === 'resident' ? cast.resident : company.staff(by)
    const lead = into && (named.get(into) ?? missing(`the story ${into}`))
    await hands.step(n, [run], actor ?? missing(`the customer of story ${n}`), at, step, {
      ...input,
      ...(person ? { [person[0]]: company.staff(person[1]).staffId } : {}),
      ...(lead ? { into: await hands.findNumber(lead) } : {}),
    })
  },
  urge: request(resident, (story) => ({ text: story.urged ?? '' })),
  withdraw: request(resident, (story) => ({ reason: story.withdrawn ?? '' })),
  cancel: request(
    (_, company) => company.staff('agent'),
    (story) => ({ reason: story.cancelled ?? '' }),
  ),
}
