import { DAY, formatDay, newId } from '#kernel'
import type { NewAuthority, NewCustomer } from '#modules/customers'
import type { Population } from './people.ts'

export interface Bonds {
  customers: NewCustomer[]
  authorities: NewAuthority[]
}

/** As many days after the founding the first lease ends, and each further one so many days later. */
const FIRST_LEASE = 75
const NEXT_LEASE = 9

/**
 * What ties people beyond living somewhere: leases with a last day, an elderly owner for whom a member of the family
 * acts, a couple with one phone, a firm with its contact person. Chosen without a dice, from who is there already.
 */
export function bonds({ customers, residencies, residents }: Population, phone: string, now: Date): Bonds {
  const shown = new Set(residents.map((resident) => resident.customerId))
  const byId = new Map(customers.map((customer) => [customer.id, customer]))
  const inDays = (days: number) => formatDay(Math.floor((now.getTime() + days * DAY) / DAY))
  const leases = residencies.filter(
    ({ kind, customerId }) => kind === 'lessee' && byId.get(customerId)?.kind === 'person',
  )
  for (const [i, lease] of leases.entries()) lease.until = inDays(FIRST_LEASE + i * NEXT_LEASE)

  const open = residencies.filter(
    ({ endedOn, verifiedAt, customerId }) => !endedOn && verifiedAt && !shown.has(customerId),
  )
  const families = open.flatMap((member) => {
    const owner = open.find((one) => one.premisesId === member.premisesId && one.kind === 'owner')
    return member.kind === 'householdMember' && owner ? [{ owner, member }] : []
  })
  const [elderly, couple] = families.filter(({ member }) => byId.get(member.customerId)?.phone)
  const husband = couple && byId.get(couple.owner.customerId)
  const wife = couple && byId.get(couple.member.customerId)
  if (husband && wife) wife.phone = husband.phone

  const firm = open.find(({ customerId }) => byId.get(customerId)?.kind === 'firm')
  const contact: NewCustomer = { id: newId(now.getTime()), kind: 'person', name: '钱宝山', phone, verified: true }
  return {
    customers: firm ? [contact] : [],
    authorities: [
      ...(elderly
        ? [
            {
              principalId: elderly.owner.customerId,
              agentId: elderly.member.customerId,
              scope: ['report', 'rate'] as const,
              until: null,
            },
          ]
        : []),
      ...(firm
        ? [
            {
              principalId: firm.customerId,
              agentId: contact.id,
              scope: ['report', 'rate', 'agree'] as const,
              until: inDays(400),
            },
          ]
        : []),
    ],
  }
}
