import {
  type BlindIndex,
  bindTo,
  type Cipher,
  createAesCipher,
  createBlindIndex,
  normalizePhone,
  type Secrets,
} from '#platform/privacy'

/** A customer's sealed row, as much as is needed to open it. */
export interface SealedPerson {
  id: string
  wrappedKey: Buffer
  nameSealed: Buffer
  phoneSealed: Buffer | null
}
export interface Person {
  name: string
  phone: string | null
}

interface Vault {
  cipher: Cipher
  blind: BlindIndex
}
const vaults = new WeakMap<Secrets, Vault>()

function vaultOf(secrets: Secrets): Vault {
  let vault = vaults.get(secrets)
  if (!vault) {
    vault = { cipher: createAesCipher(secrets), blind: createBlindIndex(secrets) }
    vaults.set(secrets, vault)
  }
  return vault
}

export const blindOf = (secrets: Secrets): BlindIndex => vaultOf(secrets).blind

type Contact = Person & { email?: string | null }
type SealedContact = SealedPerson & { emailSealed: Buffer | null; blindTokens: number[] }

/** A new customer's row: own data key, sealed name, phone and e-mail, blind tokens. Phones are stored as dialled. */
export function sealPerson(secrets: Secrets, organizationId: string, id: string, person: Contact): SealedContact {
  const { wrapped: wrappedKey } = vaultOf(secrets).cipher.newDataKey()
  return resealPerson(secrets, organizationId, { id, wrappedKey }, person)
}

/** The row of a customer who is there already, under the key that they have: what requests keep of them stays readable. */
export function resealPerson(
  secrets: Secrets,
  organizationId: string,
  { id, wrappedKey }: KeyHolder,
  person: Contact,
): SealedContact {
  const { cipher, blind } = vaultOf(secrets)
  const key = cipher.unwrap(wrappedKey)
  const phone = person.phone === null ? null : (normalizePhone(person.phone) ?? person.phone)
  const seal = (column: string, value: string | null | undefined) =>
    value == null ? null : cipher.seal(key, value, bindTo(`customer.${column}`, organizationId, id))
  return {
    id,
    wrappedKey,
    nameSealed: seal('name_sealed', person.name) as Buffer,
    phoneSealed: seal('phone_sealed', phone),
    emailSealed: seal('email_sealed', person.email),
    blindTokens: [
      ...blind.nameTokens(organizationId, person.name),
      ...(phone ? blind.phoneTokens(organizationId, phone) : []),
    ],
  }
}

/** A customer's name and phone in clear. Never log, store or queue what this gives. */
export function openPerson(secrets: Secrets, organizationId: string, row: SealedPerson): Person {
  const { cipher } = vaultOf(secrets)
  const key = cipher.unwrap(row.wrappedKey)
  const open = (column: string, sealed: Buffer) =>
    cipher.open(key, sealed, bindTo(`customer.${column}`, organizationId, row.id))
  return {
    name: open('name_sealed', row.nameSealed),
    phone: row.phoneSealed && open('phone_sealed', row.phoneSealed),
  }
}

type KeyHolder = Pick<SealedPerson, 'id' | 'wrappedKey'>
const contactPlace = (organizationId: string, customer: KeyHolder) =>
  bindTo('service_request.contact_sealed', organizationId, customer.id)

/** The snapshot that a request keeps of name and phone as at its creation, sealed with the customer's key. */
export function sealContact(secrets: Secrets, organizationId: string, customer: KeyHolder, contact: Person): Buffer {
  const { cipher } = vaultOf(secrets)
  const text = JSON.stringify({ name: contact.name, phone: contact.phone })
  return cipher.seal(cipher.unwrap(customer.wrappedKey), text, contactPlace(organizationId, customer))
}

export function openContact(secrets: Secrets, organizationId: string, customer: KeyHolder, sealed: Buffer): Person {
  const { cipher } = vaultOf(secrets)
  return JSON.parse(cipher.open(cipher.unwrap(customer.wrappedKey), sealed, contactPlace(organizationId, customer)))
}

/** An e-mail address of a customer who exists already, sealed with their key. */
export function sealEmail(secrets: Secrets, organizationId: string, customer: KeyHolder, email: string): Buffer {
  const { cipher } = vaultOf(secrets)
  return cipher.seal(
    cipher.unwrap(customer.wrappedKey),
    email,
    bindTo('customer.email_sealed', organizationId, customer.id),
  )
}

/** A customer's e-mail address in clear, for the moment of sending; null when there is none. */
export function openEmail(
  secrets: Secrets,
  organizationId: string,
  row: KeyHolder & { emailSealed: Buffer | null },
): string | null {
  if (!row.emailSealed) return null
  const { cipher } = vaultOf(secrets)
  return cipher.open(
    cipher.unwrap(row.wrappedKey),
    row.emailSealed,
    bindTo('customer.email_sealed', organizationId, row.id),
  )
}
