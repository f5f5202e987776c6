import { newId } from '#kernel'
import type { NewCustomer, NewResidency } from '#modules/customers'
import type { PlaceRow } from '#modules/estate'
import type { Dice } from './dice.ts'
import { demoPhone, firmName, type Name, personName, shopName } from './names.ts'

/** Whom the first start shows as residents to sign in as. */
export interface DemoResident {
  customerId: string
  phone: string
  name: string
  premises: string
}

export interface Population {
  customers: NewCustomer[]
  residencies: NewResidency[]
  residents: DemoResident[]
  /** one that nobody has yet */
  nextPhone: string
}

/**
 * Invents who lives and works in the premises of the demo: owners, lessees, families, firms, parking spaces that
 * belong to households, some who moved out, some who wait for verification.
 */
export function populate(premises: readonly PlaceRow[], dice: Dice, now: Date): Population {
  const customers: NewCustomer[] = []
  const residencies: NewResidency[] = []
  const residents: DemoResident[] = []
  let phones = 0

  const customer = (kind: NewCustomer['kind'], name: string, reachable = true): NewCustomer => {
    const made = { id: newId(now.getTime()), kind, name, phone: reachable ? demoPhone(phones++) : null, verified: true }
    customers.push(made)
    return made
  }
  const tie = (who: NewCustomer, home: PlaceRow, kind: NewResidency['kind'], more: Partial<NewResidency> = {}) =>
    residencies.push({
      customerId: who.id,
      premisesId: home.id,
      kind,
      verifiedAt: now,
      movedInOn: `${dice.between(2014, 2024)}-${two(dice.between(1, 12))}-${two(dice.between(1, 28))}`,
      ...more,
    })
  const show = (who: NewCustomer, home: PlaceRow) => {
    if (who.phone) residents.push({ customerId: who.id, phone: who.phone, name: who.name, premises: home.fullName })
  }

  const household = (home: PlaceRow): NewCustomer => {
    const name = personName(dice)
    const owner = customer('person', name.text)
    tie(owner, home, 'owner')
    if (residents.length === 0) show(owner, home)
    if (dice.chance(0.04)) tie(customer('person', personName(dice).text), home, 'owner', { endedOn: '2024-06-30' })
    if (dice.chance(0.22)) {
      const lessee = customer('person', personName(dice).text)
      tie(lessee, home, 'lessee')
      if (residents.length === 1) show(lessee, home)
    } else if (dice.chance(0.62)) family(home, name)
    return owner
  }
  const family = (home: PlaceRow, { surname }: Name) => {
    const waits = dice.chance(0.03)
    const member = customer('person', personName(dice, dice.chance(0.6) ? surname : undefined).text, dice.chance(0.8))
    member.verified = !waits
    tie(member, home, 'householdMember', waits ? { verifiedAt: null } : {})
    if (waits && residents.length === 2) show(member, home)
  }

  const owners: NewCustomer[] = []
  for (const place of premises) {
    if (place.premisesKind === 'home' && dice.chance(0.86)) owners.push(household(place))
    if (place.premisesKind === 'office' && dice.chance(0.85)) tie(customer('firm', firmName(dice)), place, 'lessee')
    if (place.premisesKind === 'shop' && dice.chance(0.9)) tie(customer('firm', shopName(dice)), place, 'lessee')
  }
  const spaces = premises.filter((place) => place.premisesKind === 'parkingSpace')
  for (const [i, space] of spaces.entries()) {
    const owner = owners[i * 2]
    if (owner && dice.chance(0.7)) tie(owner, space, 'owner')
  }
  return { customers, residencies, residents, nextPhone: demoPhone(phones) }
}

const two = (n: number) => String(n).padStart(2, '0')
