import { z } from 'zod'
import { id, instant, text } from './fields.ts'
import { residency } from './residencies.ts'
import { LOCALES, PROXY_SCOPES, RESIDENCY_KINDS, ROLES, SKILLS } from './terms.ts'

export const phone = text(30, 1).describe('mobile or landline, as people write it')

export const signIn = z.strictObject({
  account: text(100, 1),
  password: text(200, 1),
  /** `cookie` for browsers, `token` for programs that send `Authorization: Bearer` */
  mode: z.enum(['cookie', 'token']).default('cookie'),
})
export type SignIn = z.input<typeof signIn>

export const askCode = z.strictObject({
  phone,
  /** of whoever has one: its company's gateway carries the code, also where several companies share a server */
  invitation: z.string().max(100).optional(),
})
export const codeAsked = z.strictObject({
  expiresAt: instant,
  /** only in the demo, while no SMS gateway is connected */
  shownCode: z.string().nullable(),
})

export const residentSignIn = z.strictObject({
  phone,
  code: z.string().regex(/^\d{6}$/),
  mode: z.enum(['cookie', 'token']).default('cookie'),
  /** from the QR code of the premises; needed by a phone that nobody knows yet */
  invitation: z.string().max(100).optional(),
  /** the person's name: with an invitation, and by which a phone that nobody knows registers */
  name: text(50, 1).optional(),
  /** which of the people with this phone it is, as `identity.choosePerson` offered them */
  accountId: id.optional(),
  /** none of them: somebody else with the same phone, by `invitation` and `name` */
  another: z.boolean().optional(),
})
export type ResidentSignIn = z.input<typeof residentSignIn>

export const grant = z.strictObject({ role: z.enum(ROLES), communityId: id.nullable() })

/** Who I am: the answer of signing in and of GET /session. */
export const session = z.strictObject({
  accountId: id,
  staffId: id.nullable(),
  customerId: id.nullable(),
  name: z.string(),
  organization: z.strictObject({ id, name: z.string(), timeZone: z.string(), isDemo: z.boolean() }),
  locale: z.enum(LOCALES),
  grants: z.array(grant),
  skills: z.array(z.string()),
  mustChangePassword: z.boolean(),
  /** the person of the account, when it acts for `customerId`, and what it may do */
  behalf: z.strictObject({ name: z.string(), scope: z.array(z.enum(PROXY_SCOPES)) }).nullable(),
  expiresAt: instant,
  token: z.string().optional(),
})
export type Session = z.infer<typeof session>

/** Somebody whom the holder of a session may be: another person with the same phone, or one for whom they may act. */
export const person = z.strictObject({
  id,
  /** of others masked: a phone may have changed hands */
  name: z.string(),
  current: z.boolean(),
  /** `for`: they act for this person or firm */
  as: z.enum(['self', 'other', 'for']),
})
export type Person = z.infer<typeof person>
export const switchPerson = z.strictObject({ id })

export const changePassword = z.strictObject({ current: text(200, 1), next: text(200, 1) })
export const changeSession = z.strictObject({ locale: z.enum(LOCALES) })

export const invitation = z.strictObject({
  organization: z.string(),
  community: z.string(),
  premises: z.string(),
  residencyKind: z.enum(RESIDENCY_KINDS),
  expiresAt: instant,
})
export const createInvitation = z.strictObject({
  id,
  premisesId: id,
  residencyKind: z.enum(RESIDENCY_KINDS),
  days: z.int().min(1).max(365).default(30),
  uses: z.int().min(1).max(20).default(1),
})
/** The token is shown once: as a link, and as an SVG picture of its QR code. */
export const invitationCreated = z.strictObject({ id, url: z.string(), qrSvg: z.string(), expiresAt: instant })

/** Name and phone are masked; `reveal` shows them, with a reason that is audited. */
export const customer = z.strictObject({
  id,
  kind: z.enum(['person', 'firm']),
  name: z.string(),
  phone: z.string().nullable(),
  verified: z.boolean(),
  residencies: z.array(residency),
  openRequests: z.int(),
})
export type Customer = z.infer<typeof customer>

export const createCustomer = z.strictObject({
  id,
  kind: z.enum(['person', 'firm']).default('person'),
  name: text(50, 1),
  phone,
  email: z.email().max(200).optional(),
  premisesId: id.optional(),
  residencyKind: z.enum(RESIDENCY_KINDS).optional(),
})
export const revealCustomer = z.strictObject({ reason: text(200, 2) })
export const revealedCustomer = z.strictObject({ id, name: z.string(), phone: z.string().nullable() })

/** The contractor that somebody works for; `expired`: contract or qualification has run out, or it was ended. */
export const worksFor = z.strictObject({ id, name: z.string(), expired: z.boolean() })
export type WorksFor = z.infer<typeof worksFor>

export const staffMember = z.strictObject({
  id,
  employeeNumber: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  account: z.string().nullable(),
  grants: z.array(grant),
  teams: z.array(z.strictObject({ id, name: z.string() })),
  skills: z.array(z.string()),
  contractor: worksFor.nullable(),
  leftOn: z.string().nullable(),
  /** work orders not yet closed that this person holds */
  openOrders: z.int(),
})
export type StaffMember = z.infer<typeof staffMember>

/** A colleague, as far as whoever hands work over must know: no phone, no account. */
export const colleague = staffMember.pick({ id: true, name: true, openOrders: true })
export type Colleague = z.infer<typeof colleague>

export const createStaff = z.strictObject({
  id,
  employeeNumber: text(30, 1),
  name: text(50, 1),
  phone: phone.nullable().default(null),
  email: z.email().max(200).nullable().default(null),
  account: text(100, 1),
  grants: z.array(grant).min(1).max(50),
  skills: z.array(z.enum(SKILLS)).max(20).default([]),
})
/** How the company reaches the resident who is signed in, in clear: it is their own. */
export const myContact = z.strictObject({
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
})
/** `null` clears the address: notices then come in the app alone. */
export const changeMyContact = z.strictObject({ email: z.email().max(200).nullable() })

/** A new random password, shown once, to be changed at the first login. */
export const passwordIssued = z.strictObject({ account: z.string(), password: z.string() })

export const setup = z.strictObject({
  organization: text(100, 2),
  community: text(100, 2),
  buildings: z.int().min(1).max(200),
  entrances: z.int().min(1).max(20),
  floors: z.int().min(1).max(100),
  homesPerFloor: z.int().min(1).max(20),
})
export type Setup = z.infer<typeof setup>
export const setupState = z.strictObject({ needed: z.boolean() })
export const setupDone = z.strictObject({
  logins: z.array(z.strictObject({ account: z.string(), password: z.string(), role: z.enum(ROLES), name: z.string() })),
})
