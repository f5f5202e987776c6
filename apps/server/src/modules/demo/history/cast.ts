import type { Skill } from '@sims/contracts'
import type { Actor } from '#kernel'
import { type StaffContact, staffById } from '#modules/staff'
import type { Db } from '#platform/db'
import { COMMUNITIES } from '../company.ts'
import type { Dice } from '../dice.ts'
import type { Founded } from '../found.ts'
import { type Home, homesOf } from './homes.ts'
import type { Story } from './story.ts'

export const ZONE = 'Asia/Shanghai'

/** Who reports, from where, and who looks after it. */
export interface Cast {
  /** null: a firm or a caller, for whom staff take it down */
  resident: Actor | null
  /** null: an unknown caller */
  customerId: string | null
  placeId: string
  /** answers for it from the first contact on */
  desk: Actor
  worker: Actor
  /** takes it over when the first one returns it */
  second: Actor
}

export interface Company {
  staff: (account: string) => Actor
  /** Chooses the persons of a story; each household tells one. */
  cast: (story: Story, skill: Skill) => Cast
}

/** The people of the demo as actors. */
export async function gather(db: Db, founded: Founded, dice: Dice): Promise<Company> {
  const { organizationId, staff: employees } = founded
  const ids = employees.map((one) => one.id)
  const contacts = await db.transaction(organizationId, (tx) => staffById(tx, ids))
  const actors = staffActors(founded, contacts)
  const staff = (account: string): Actor => actors.get(account) ?? missing(`the account ${account}`)
  const homes = homesOf(founded)
  const used = new Set<string>()

  function reporter(story: Story): Home {
    const fits = homes.filter((home) => !used.has(home.customerId) && suits(home, story, founded))
    const near = fits.filter((home) => isNear(home, story.place))
    const home = dice.pick(near.length > 0 ? near : fits) ?? missing(`somebody to report ${story.text}`)
    if (story.place !== 'printed') used.add(home.customerId)
    return home
  }

  const cast = (story: Story, skill: Skill): Cast => {
    const home = story.caller ? null : reporter(story)
    const suffix = ['', '2', '3'][story.community] as string
    const desk = story.agent ?? (story.channel === 'desk' ? `steward${suffix}` : dice.pick(['agent', 'agent2']))
    const trade = skill === 'general' ? dice.pick(['a', 'c']) : TRADES[skill]
    const inCommunity = founded.communities[story.community]?.places ?? []
    const area = inCommunity.find((place) => place.kind === 'area' && place.fullName === story.place)
    return {
      resident: home?.accountId ? residentActor(organizationId, { ...home, accountId: home.accountId }) : null,
      customerId: home?.customerId ?? null,
      placeId: (isOwn(story.place) ? home?.placeId : area?.id) ?? missing(`the place ${story.place}`),
      desk: staff(desk),
      worker: staff(story.worker ?? `tech${suffix}${trade}`),
      second: staff(`tech${suffix}b`),
    }
  }
  return { staff, cast }
}

/** Which of a community's three technicians knows the trade. */
const TRADES = { plumbing: 'a', electrical: 'b', lift: 'b', hvac: 'b', doorsWindows: 'c', masonry: 'c' } as const

/** A place of the one who reports, not a common area. */
export const isOwn = (place: Story['place']) => ['home', 'office', 'shop', 'printed'].includes(place)

function suits(home: Home, story: Story, { residents }: Founded): boolean {
  const { place, channel, community } = story
  if (home.community !== community) return false
  if (place === 'printed') return home.customerId === residents[0]?.customerId
  if (residents.some((printed) => printed.customerId === home.customerId)) return false
  if ((channel === 'app' || story.rating) && !home.accountId) return false
  if (isOwn(place)) return home.kind === place
  return (home.kind === 'home') === (COMMUNITIES[community]?.kind === 'residential')
}

/** Who lives or works somewhere reports what is wrong there. */
function isNear(home: Home, place: string): boolean {
  const entrance = /^(\d+栋\d+单元|[A-Z]座|商业裙楼)/.exec(place)?.[0]
  return entrance !== undefined && home.fullName.startsWith(entrance)
}

const unsigned = { locale: 'zh-CN', timeZone: ZONE, teams: [], sessionId: null } as const

function staffActors({ organizationId, staff }: Founded, contacts: StaffContact[]): Map<string, Actor> {
  const accounts = new Map(contacts.map((contact) => [contact.id, contact.accountId]))
  return new Map(
    staff.map(({ id, account, name, grants, skills }) => [
      account,
      {
        ...unsigned,
        kind: 'staff',
        organizationId,
        accountId: accounts.get(id) as string,
        staffId: id,
        customerId: null,
        name,
        grants,
        skills,
      },
    ]),
  )
}

const residentActor = (organizationId: string, home: Home & { accountId: string }): Actor => ({
  ...unsigned,
  kind: 'resident',
  organizationId,
  accountId: home.accountId,
  staffId: null,
  customerId: home.customerId,
  // as in a resident's session, whose name stays sealed
  name: '',
  grants: [],
  skills: [],
})

export function missing(what: string): never {
  throw new Error(`the demo company lacks ${what}`)
}
