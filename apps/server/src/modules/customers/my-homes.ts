import type { MyHomes, ResidencyKind, ResidencyOutcome } from '@sims/contracts'
import { type Actor, DomainError, todayIn } from '#kernel'
import { livesThere } from '#platform/access'
import { statement, type Tx } from '#platform/db'
import { maskPhone, type Secrets } from '#platform/privacy'
import { stateOf } from './present.ts'
import { openPerson, type SealedPerson } from './vault.ts'

interface Tie {
  id: string
  kind: ResidencyKind
  until: string | null
  verifiedAt: Date | null
  endedOn: string | null
  outcome: ResidencyOutcome | null
  note: string | null
  premisesId: string
  communityName: string
  premisesName: string
}

const TIE = `r.id, r.kind, r.until, r.verified_at as "verifiedAt", r.ended_on as "endedOn", r.outcome, r.note,
  r.premises_id as "premisesId", m.name as "communityName", p.full_name as "premisesName"`
const WHERE = `join place p on p.organization_id = r.organization_id and p.id = r.premises_id
  join community m on m.organization_id = p.organization_id and m.id = p.community_id`
const own = statement(
  'my_homes_own',
  `select ${TIE} from residency r ${WHERE} where r.organization_id = $1 and r.customer_id = $2
   order by r.ended_on desc nulls first, m.name collate "zh-x-icu", p.position, p.full_name limit 50`,
)
// what an owner knows of a household ends with it: of former people nothing is shown
const others = statement(
  'my_homes_others',
  `select ${TIE}, r.created_at as "createdAt", c.id as "customerId", c.wrapped_key as "wrappedKey",
     c.name_sealed as "nameSealed", c.phone_sealed as "phoneSealed"
   from residency r ${WHERE} join customer c on c.organization_id = r.organization_id and c.id = r.customer_id
   where r.organization_id = $1 and r.customer_id <> $2 and r.ended_on is null
     and (r.until is null or r.until >= $3::date)
     and r.premises_id = any(array(select r.premises_id from residency r where r.organization_id = $1
       and r.customer_id = $2 and r.kind = 'owner' and r.verified_at is not null and ${livesThere('$3')}))
   order by r.verified_at is not null, r.created_at, r.id`,
)
type Other = Tie & Omit<SealedPerson, 'id'> & { customerId: string; createdAt: Date }

/**
 * The customer behind a resident's session, acting for themselves: what concerns a person or a household nobody does for
 * another. @throws DomainError `access.forbidden` for everybody else, `proxies.ownOnly` for who acts for another
 */
export function residentOf(actor: Actor): string {
  if (actor.kind !== 'resident' || !actor.customerId) throw new DomainError('access.forbidden')
  if (actor.behalf) throw new DomainError('proxies.ownOnly')
  return actor.customerId
}

/** A resident's own ties, and the people of the premises that they own, by name: an owner has to know whom they let in. */
export async function myHomes(tx: Tx, secrets: Secrets, actor: Actor, now: Date): Promise<MyHomes> {
  const customerId = residentOf(actor)
  const today = todayIn(actor.timeZone, now)
  const [ties, people] = await Promise.all([
    tx.query<Tie>(own, [tx.organizationId, customerId]),
    tx.query<Other>(others, [tx.organizationId, customerId, today]),
  ])
  const shown = ({ id, kind, until, endedOn, outcome, note, verifiedAt }: Tie) => {
    const state = stateOf({ verifiedAt, endedOn, outcome, until }, today)
    return { id, kind, state, until, endedOn, outcome, note: state === 'verified' ? null : note }
  }
  const owned = ties.filter((tie) => tie.kind === 'owner' && shown(tie).state === 'verified')
  return {
    ties: ties.map((tie) => {
      const { premisesId, communityName, premisesName } = tie
      return { ...shown(tie), premisesId, communityName, premisesName }
    }),
    owned: owned.map(({ premisesId, communityName, premisesName }) => ({
      premisesId,
      communityName,
      premisesName,
      people: people
        .filter((one) => one.premisesId === premisesId)
        .map((one) => {
          const { name, phone } = openPerson(secrets, tx.organizationId, { ...one, id: one.customerId })
          return { ...shown(one), name, phone: phone && maskPhone(phone), createdAt: one.createdAt.toISOString() }
        }),
    })),
  }
}
