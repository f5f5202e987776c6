import { z } from 'zod'
import * as definitions from './definitions.ts'
import type { OperationName } from './endpoints.ts'
import { commandAnswer, cursor, id, limit, page, text } from './fields.ts'
import * as notices from './notices.ts'
import { apiKeyOperations } from './operations-api-keys.ts'
import { backupOperations } from './operations-backups.ts'
import { dutyOperations } from './operations-duty.ts'
import { gatewayOperations } from './operations-gateways.ts'
import { hookOperations } from './operations-hooks.ts'
import { importOperations } from './operations-imports.ts'
import { messageOperations } from './operations-messages.ts'
import { myHomesOperations } from './operations-my-homes.ts'
import { orderOperations } from './operations-orders.ts'
import { printOperations } from './operations-prints.ts'
import { proxyOperations } from './operations-proxies.ts'
import { registerOperations } from './operations-registers.ts'
import { residencyOperations } from './operations-residencies.ts'
import * as orders from './orders.ts'
import * as people from './people.ts'
import * as places from './places.ts'
import * as process from './process.ts'
import * as requests from './requests.ts'
import * as rules from './rules.ts'
import * as statistics from './statistics.ts'
import * as suggestions from './suggestions.ts'
import { RULE_KINDS } from './terms.ts'

/**
 * What goes in and out of each operation. `open`: may be called without a session. `command`: changes something, so it
 * carries an Idempotency-Key. `produces`: answers bytes of this media type instead of JSON. `tag` groups it in the
 * documentation.
 */
export interface Operation {
  tag: string
  summary: string
  open?: true
  command?: true
  produces?: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  answer: z.ZodType
}

const byId = z.strictObject({ id })
const nothing = z.null()

export const operations = {
  signIn: { tag: 'session', summary: 'Sign in as staff', open: true, body: people.signIn, answer: people.session },
  whoAmI: { tag: 'session', summary: 'Who I am and what I may be', answer: people.session },
  myPersons: { tag: 'session', summary: 'Whom I can be with this phone', answer: page(people.person) },
  switchPerson: {
    tag: 'session',
    summary: 'Go on as another person of this phone',
    body: people.switchPerson,
    answer: people.session,
  },
  changeSession: { tag: 'session', summary: 'Change my language', body: people.changeSession, answer: people.session },
  signOut: { tag: 'session', summary: 'Sign out', answer: nothing },
  changePassword: {
    tag: 'session',
    summary: 'Change my password',
    body: people.changePassword,
    answer: people.session,
  },
  askCode: {
    tag: 'session',
    summary: 'Send a one-time code',
    open: true,
    body: people.askCode,
    answer: people.codeAsked,
  },
  residentSignIn: {
    tag: 'session',
    summary: 'Sign in as a resident',
    open: true,
    body: people.residentSignIn,
    answer: people.session,
  },
  setupState: { tag: 'setup', summary: 'Is a first run waiting?', open: true, answer: people.setupState },
  setup: { tag: 'setup', summary: 'Found the company', open: true, body: people.setup, answer: people.setupDone },

  listCommunities: { tag: 'estate', summary: 'Communities I work in', answer: page(places.community) },
  listPlaces: {
    tag: 'estate',
    summary: 'One column of the place cascade',
    query: places.placeQuery,
    answer: page(places.place),
  },
  myPlaces: { tag: 'estate', summary: 'Places I can report for', answer: places.myPlaces },

  listCustomers: {
    tag: 'customers',
    summary: 'Find customers by name, phone, last four digits or pinyin initials',
    query: z.strictObject({ q: text(50).optional(), premisesId: id.optional(), limit }),
    answer: page(people.customer),
  },
  getCustomer: { tag: 'customers', summary: 'A customer, masked', params: byId, answer: people.customer },
  createCustomer: {
    tag: 'customers',
    summary: 'Record a customer',
    command: true,
    body: people.createCustomer,
    answer: people.customer,
  },
  revealCustomer: {
    tag: 'customers',
    summary: 'Show name and phone, with a reason that is audited',
    params: byId,
    body: people.revealCustomer,
    answer: people.revealedCustomer,
  },
  ...residencyOperations,
  ...myHomesOperations,
  ...proxyOperations,
  createInvitation: {
    tag: 'customers',
    summary: 'Print an invitation to premises',
    command: true,
    body: people.createInvitation,
    answer: people.invitationCreated,
  },
  getInvitation: {
    tag: 'customers',
    summary: 'What an invitation is for',
    open: true,
    params: z.strictObject({ token: z.string().max(100) }),
    answer: people.invitation,
  },

  myContact: { tag: 'customers', summary: 'How the company reaches me', answer: people.myContact },
  changeMyContact: {
    tag: 'customers',
    summary: 'Say where notices are mailed to',
    command: true,
    body: people.changeMyContact,
    answer: people.myContact,
  },

  listStaff: {
    tag: 'staff',
    summary: 'Staff, for assignment and administration',
    query: z.strictObject({
      communityId: id.optional(),
      skill: text(40).optional(),
      cursor: cursor.optional(),
      limit,
    }),
    answer: page(people.staffMember),
  },
  createStaff: {
    tag: 'staff',
    summary: 'Add a member of staff with an account',
    body: people.createStaff,
    answer: people.passwordIssued,
  },
  resetPassword: { tag: 'staff', summary: 'Issue a new password', params: byId, answer: people.passwordIssued },

  listCategories: {
    tag: 'process',
    summary: 'Categories of requests that can be reported',
    query: z.strictObject({ kind: text(20).optional() }),
    answer: page(requests.category),
  },
  getProcess: { tag: 'process', summary: 'A definition as a picture', params: byId, answer: process.processPicture },

  listRules: {
    tag: 'rules',
    summary: 'Rules of a kind, each with its versions, newest first',
    query: z.strictObject({ kind: z.enum(RULE_KINDS) }),
    answer: page(rules.ruleWithVersions),
  },
  createRule: {
    tag: 'rules',
    summary: 'Draft a rule that does not exist yet',
    command: true,
    body: rules.createRule,
    answer: commandAnswer,
  },
  draftRule: {
    tag: 'rules',
    summary: 'Draft the next version of a rule, as a copy of the one in force',
    command: true,
    body: rules.draftRule,
    answer: commandAnswer,
  },
  getRule: { tag: 'rules', summary: 'One version of a rule', params: byId, answer: rules.ruleVersion },
  changeRule: {
    tag: 'rules',
    summary: 'Change a draft; one in review becomes a draft again',
    command: true,
    params: byId,
    body: rules.changeRule,
    answer: commandAnswer,
  },
  compareRule: {
    tag: 'rules',
    summary: 'What a version changes, against another or the one before it',
    params: byId,
    query: z.strictObject({ with: id.optional() }),
    answer: rules.ruleDifferences,
  },
  reviewRule: {
    tag: 'rules',
    summary: 'Send a draft to review',
    command: true,
    params: byId,
    body: rules.reviewRule,
    answer: commandAnswer,
  },
  sendBackRule: {
    tag: 'rules',
    summary: 'Send a version in review back to its authors, with a reason',
    command: true,
    params: byId,
    body: rules.sendBackRule,
    answer: commandAnswer,
  },
  publishRule: {
    tag: 'rules',
    summary: 'Publish a reviewed version, at once or from a date on',
    command: true,
    params: byId,
    body: rules.publishRule,
    answer: commandAnswer,
  },
  retireRule: {
    tag: 'rules',
    summary: 'Give up a draft, withdraw a scheduled version, or end a rule',
    command: true,
    params: byId,
    body: rules.retireRule,
    answer: commandAnswer,
  },
  listExceptions: {
    tag: 'process',
    summary: 'What the processes in force give less than the Specification, and until when',
    answer: page(definitions.processException),
  },
  checkDefinition: {
    tag: 'process',
    summary: 'What is wrong with a definition, and its picture',
    body: definitions.checkDefinition,
    answer: definitions.checkedDefinition,
  },
  processFigures: {
    tag: 'process',
    summary: 'What stands where in a process, and how long it takes there',
    query: statistics.processFiguresQuery,
    answer: statistics.processFigures,
  },

  listRequests: {
    tag: 'requests',
    summary: 'Service requests, newest first',
    query: requests.requestQuery,
    answer: page(requests.requestSummary),
  },
  countRequests: { tag: 'requests', summary: 'How many stand in each queue', answer: requests.queueCounts },
  createRequest: {
    tag: 'requests',
    summary: 'Report',
    command: true,
    body: requests.createRequest,
    answer: commandAnswer.extend({ number: z.string() }),
  },
  getRequest: {
    tag: 'requests',
    summary: 'A request with timeline, clocks, orders and allowed steps',
    params: byId,
    answer: requests.serviceRequest,
  },
  takeRequestStep: {
    tag: 'requests',
    summary: 'Take a step',
    command: true,
    params: byId,
    body: process.takeStep,
    answer: commandAnswer,
  },
  takeRequestSteps: {
    tag: 'requests',
    summary: 'Take the same step on many requests',
    command: true,
    body: process.takeSteps,
    answer: z.strictObject({
      taken: z.array(commandAnswer),
      refused: z.array(z.strictObject({ id, code: z.string(), message: z.string() })),
    }),
  },

  suggest: {
    tag: 'requests',
    summary: 'What a text suggests: category, priority, likely duplicates',
    body: suggestions.suggestFor,
    answer: suggestions.suggestions,
  },

  myPraise: {
    tag: 'requests',
    summary: 'Praise that was passed on to me or my team, the latest',
    answer: page(requests.praise),
  },
  myServers: {
    tag: 'requests',
    summary: 'Members of staff who have served me, to say whom a complaint or praise is about',
    answer: page(requests.server),
  },

  listOrders: {
    tag: 'orders',
    summary: 'Work orders: mine, the pool, all',
    query: orders.orderQuery,
    answer: page(orders.workOrderSummary),
  },
  getOrder: { tag: 'orders', summary: 'A work order', params: byId, answer: orders.workOrder },
  takeOrderStep: {
    tag: 'orders',
    summary: 'Take a step',
    command: true,
    params: byId,
    body: process.takeStep,
    answer: commandAnswer,
  },

  ...orderOperations,
  ...backupOperations,

  ...dutyOperations,
  ...printOperations,
  ...gatewayOperations,
  ...messageOperations,
  ...registerOperations,
  ...apiKeyOperations,
  ...hookOperations,

  ...importOperations,

  clockReport: {
    tag: 'statistics',
    summary: 'How soon requests were answered',
    query: statistics.reportQuery,
    answer: statistics.clockReport,
  },

  listNotices: { tag: 'notices', summary: 'My notices', query: notices.noticeQuery, answer: page(notices.notice) },
  readNotices: { tag: 'notices', summary: 'Mark as read', body: notices.readNotices, answer: nothing },
} as const satisfies Record<OperationName, Operation>

export type Operations = typeof operations
type In<S> = S extends z.ZodType ? z.input<S> : undefined
/** What a caller of an operation gives. */
export type Call<N extends OperationName> = (Operations[N] extends { params: infer P } ? { params: In<P> } : unknown) &
  (Operations[N] extends { query: infer Q } ? { query?: In<Q> } : unknown) &
  (Operations[N] extends { body: infer B } ? { body: In<B> } : unknown) &
  (Operations[N] extends { command: true } ? { key?: string } : unknown)
/** What an operation answers. */
export type Answer<N extends OperationName> = z.output<Operations[N]['answer']>
