import { bindTo, type Cipher } from '#platform/privacy'

/** Whom to call at a contractor. */
export interface ContractorContact {
  name: string | null
  phone: string | null
}
export interface SealedContact {
  id: string
  contactSealed: Buffer | null
  wrappedKey: Buffer | null
}

const NOBODY: ContractorContact = { name: null, phone: null }
const place = (organizationId: string, id: string) => bindTo('contractor.contact_sealed', organizationId, id)

/** Seals name and phone with a key of the contractor's own. */
export function sealContact(
  cipher: Cipher,
  organizationId: string,
  id: string,
  contact: ContractorContact,
): Pick<SealedContact, 'contactSealed' | 'wrappedKey'> {
  if (contact.name === null && contact.phone === null) return { contactSealed: null, wrappedKey: null }
  const { wrapped, key } = cipher.newDataKey()
  return {
    contactSealed: cipher.seal(key, JSON.stringify(contact), place(organizationId, id)),
    wrappedKey: wrapped,
  }
}

export function openContact(
  cipher: Cipher,
  organizationId: string,
  { id, contactSealed, wrappedKey }: SealedContact,
): ContractorContact {
  if (!contactSealed || !wrappedKey) return NOBODY
  return JSON.parse(cipher.open(cipher.unwrap(wrappedKey), contactSealed, place(organizationId, id)))
}
