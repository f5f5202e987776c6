/** The closed lists of the trade's terms, as the catalogue names them. Texts for people stand in `names.ts`. */

export const REQUEST_KINDS = [
  'repair',
  'report',
  'inquiry',
  'complaint',
  'suggestion',
  'praise',
  'appointment',
] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** What code, lists, clocks and statistics depend on; a state's own name is known to nobody but its definition. */
export const PHASES = [
  'new',
  'accepted',
  'assigned',
  'executing',
  'suspended',
  'feedback',
  'followUp',
  'settled',
  'archived',
  'cancelled',
] as const
export type Phase = (typeof PHASES)[number]

/** Phases in which a record is no longer worked on. */
export const CLOSED_PHASES: readonly Phase[] = ['settled', 'archived', 'cancelled']

export const VERBS = [
  'report',
  'accept',
  'triage',
  'dispatch',
  'claim',
  'take',
  'depart',
  'transfer',
  'return',
  'suspend',
  'resume',
  'urge',
  'contact',
  'reply',
  'answer',
  'investigate',
  'plan',
  'inform',
  'start',
  'reportDone',
  'closeOrder',
  'forceClose',
  'rework',
  'settle',
  'archive',
  'withdraw',
  'cancel',
  'reopen',
  'merge',
  'rate',
  'followUp',
  'quotePrice',
  'agreePrice',
  'declinePrice',
  'waivePrice',
  'arrange',
  'nobodyHome',
  'confirmBadge',
  'emergency',
  'respond',
  'recordParts',
  'requirePermit',
  'askPermit',
  'issuePermit',
  'refusePermit',
  'closePermit',
] as const
export type Verb = (typeof VERBS)[number]

export const ROLES = [
  'resident',
  'committeeMember',
  'agent',
  'steward',
  'dispatcher',
  'technician',
  'cleaner',
  'gardener',
  'guard',
  'contractorWorker',
  'teamLead',
  'communityManager',
  'qualitySupervisor',
  'hr',
  'liftSafetyOfficer',
  'emergencyCommander',
  'storekeeper',
  'archivist',
  'privacyOfficer',
  'executive',
  'evaluator',
  'systemAdministrator',
  'securityAdministrator',
  'auditAdministrator',
] as const
export type Role = (typeof ROLES)[number]

export const CHANNELS = ['app', 'phone', 'desk', 'email', 'suggestionBox', 'qr', 'iot', 'api'] as const
export type Channel = (typeof CHANNELS)[number]

export const PLACE_KINDS = ['building', 'entrance', 'premises', 'area'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

export const PREMISES_KINDS = ['home', 'shop', 'office', 'parkingSpace', 'storeroom'] as const
export type PremisesKind = (typeof PREMISES_KINDS)[number]

export const RESIDENCY_KINDS = ['owner', 'lessee', 'householdMember'] as const
export type ResidencyKind = (typeof RESIDENCY_KINDS)[number]

/** Claimed by a person, verified against the roll or by an owner, over, or found untrue. */
export const RESIDENCY_STATES = ['claimed', 'verified', 'ended', 'refused'] as const
export type ResidencyState = (typeof RESIDENCY_STATES)[number]

/** Who or what vouched for a residency. */
export const VERIFIED_BY = ['roll', 'owner', 'desk'] as const
export type VerifiedBy = (typeof VERIFIED_BY)[number]

/** Why a residency is over: untrue, past its last day, ended by somebody, the home left or sold, on other premises now. */
export const RESIDENCY_OUTCOMES = ['refused', 'expired', 'ended', 'movedOut', 'sold', 'carriedOver'] as const
export type ResidencyOutcome = (typeof RESIDENCY_OUTCOMES)[number]

/** What somebody may do for another: report and follow, rate, agree to prices. */
export const PROXY_SCOPES = ['report', 'rate', 'agree'] as const
export type ProxyScope = (typeof PROXY_SCOPES)[number]

export const RECORD_KINDS = ['serviceRequest', 'workOrder'] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** What is kept as a versioned rule that administrators change on pages. */
export const RULE_KINDS = ['category', 'priorityMatrix', 'process', 'dutyChain', 'calendar', 'text'] as const
export type RuleKind = (typeof RULE_KINDS)[number]

/** How a version of a rule stands now; of those published, one is in force. */
export const RULE_STANDINGS = ['draft', 'review', 'scheduled', 'inForce', 'superseded', 'retired'] as const
export type RuleStanding = (typeof RULE_STANDINGS)[number]

export const RULE_ACTIONS = ['draft', 'change', 'review', 'sendBack', 'publish', 'retire'] as const
export type RuleAction = (typeof RULE_ACTIONS)[number]

/** Where a category of requests can happen: in somebody's premises, or in a common area. */
export const PLACES_OF_CATEGORY = ['premises', 'area'] as const
export type PlaceOfCategory = (typeof PLACES_OF_CATEGORY)[number]

/** Whose part of the building it is; `either`: triage says. */
export const PARTS = ['private', 'common', 'either'] as const
export type Part = (typeof PARTS)[number]

/**
 * Who gets an order that is dispatched without a name: whoever claims it from the pool, nobody (a name is needed), or
 * the technicians in turn.
 */
export const DISPATCH_MODES = ['claim', 'assign', 'roundRobin'] as const
export type DispatchMode = (typeof DISPATCH_MODES)[number]

/** When a category asks for a follow-up visit: never, without a rating, after every piece of work. */
export const FOLLOW_UPS = ['never', 'unrated', 'always'] as const
export type FollowUp = (typeof FOLLOW_UPS)[number]

/** Of which moments of the work pictures must be there. */
export const PHOTO_RULES = ['none', 'before', 'after', 'both'] as const
export type PhotoRule = (typeof PHOTO_RULES)[number]

/** Whether the customer confirms that work is done: not asked, or by a signature or a code. */
export const ACCEPTANCES = ['none', 'either'] as const

/** Why two go to some premises. */
export const CARE_KINDS = ['minorsAlone', 'frail'] as const
export type CareKind = (typeof CARE_KINDS)[number]

/** Dangerous work for which a permit is issued before it begins. */
export const PERMIT_KINDS = ['hotWork', 'height', 'confinedSpace', 'liveElectrical'] as const
export type PermitKind = (typeof PERMIT_KINDS)[number]

/** How long a permit of a kind is good for at most, in hours: fire and confined space as in GB 30871-2022. */
export const PERMIT_HOURS: Record<PermitKind, number> = {
  hotWork: 8,
  height: 168,
  confinedSpace: 24,
  liveElectrical: 8,
}

/** How a permit stands now. */
export const PERMIT_STANDINGS = ['asked', 'refused', 'issued', 'inForce', 'expired', 'closed'] as const
export type PermitStanding = (typeof PERMIT_STANDINGS)[number]

/** What a list of permits shows: what work may go on, what waits for a decision, all. */
export const PERMIT_QUEUES = ['open', 'asked', 'all'] as const

export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** Named filter sets of the request list; the desk shows them as queues. */
export const REQUEST_QUEUES = ['all', 'new', 'mine', 'open', 'nearDue', 'overdue', 'toSettle', 'closed'] as const
export type RequestQueue = (typeof REQUEST_QUEUES)[number]

export const ORDER_QUEUES = ['mine', 'pool', 'all', 'done'] as const
export type OrderQueue = (typeof ORDER_QUEUES)[number]

/** What a field of a step's form can be; each is drawn and checked by its type alone. */
export const FIELD_TYPES = [
  'text',
  'longText',
  'number',
  'money',
  'date',
  'dateTime',
  'choice',
  'person',
  'team',
  'place',
  'request',
  'checklist',
  'photos',
  'signature',
  'rating',
  'boolean',
  'priceItems',
  'parts',
  'quote',
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** Whom a complaint is about, when nobody is named: a member of staff, or somebody who leads. */
export const UNNAMED = ['staff', 'manager'] as const
export type Unnamed = (typeof UNNAMED)[number]

/** For whom a complaint about a person is kept until that person is known, or when it is about a manager. */
export const KEEPERS = ['handlers', 'overseers'] as const
export type Keepers = (typeof KEEPERS)[number]

/** Whom complaints of a category are about as a rule. */
export const CONCERNED = ['nobody', 'staff', 'neighbour'] as const
export type Concerned = (typeof CONCERNED)[number]

/** The trades a technician can have and a category can ask for. */
export const SKILLS = ['plumbing', 'electrical', 'doorsWindows', 'lift', 'hvac', 'masonry', 'general'] as const
export type Skill = (typeof SKILLS)[number]

/** What a line of a quote is for. */
export const PRICE_ITEM_KINDS = ['labour', 'parts', 'other'] as const
export type PriceItemKind = (typeof PRICE_ITEM_KINDS)[number]

/** Where a request with charges stands: nothing quoted yet, the customer is asked, has agreed, has declined, nothing is charged after all. */
export const PRICE_STATES = ['none', 'quoted', 'agreed', 'declined', 'waived'] as const
export type PriceState = (typeof PRICE_STATES)[number]

export const QUOTE_STATES = ['open', 'agreed', 'declined', 'withdrawn'] as const
export type QuoteState = (typeof QUOTE_STATES)[number]

/** How a customer has agreed or declined. */
export const CONSENT_WAYS = ['app', 'phone', 'visit', 'centre', 'message', 'signature'] as const
export type ConsentWay = (typeof CONSENT_WAYS)[number]

/** The posts of a duty roster: service desk, engineering, manager on duty. */
export const DUTY_POSTS = ['serviceDesk', 'engineering', 'manager'] as const
export type DutyPost = (typeof DUTY_POSTS)[number]

/** Places in a roster that a duty chain calls: by the order of calling on the record's post, and the managers on duty. */
export const DUTY_TURNS = ['first', 'second', 'third', 'dutyManager'] as const
export type DutyTurn = (typeof DUTY_TURNS)[number]
/** Where a duty call is told. */
export const DUTY_CHANNELS = ['app', 'email', 'sms'] as const

/** By which notices leave the app. */
export const MESSAGE_CHANNELS = ['email', 'sms', 'wechat'] as const
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number]

/** What became of a message: it waits, rests until a morning, left in another, was taken, arrived, or did not. */
export const MESSAGE_STATES = [
  'waiting',
  'quiet',
  'merged',
  'sent',
  'delivered',
  'failed',
  'gaveUp',
  'skipped',
  'cancelled',
] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** What notices are about, as people choose by which channels they want them. */
export const NOTICE_TOPICS = ['progress', 'price', 'rating', 'premises', 'work', 'clocks', 'duty'] as const
export type NoticeTopic = (typeof NOTICE_TOPICS)[number]
/** Those that wait for a customer's word. */
export const NEEDED_TOPICS: readonly NoticeTopic[] = ['price']

/** By which messages leave through a gateway of the company's choice. */
export const GATEWAY_CHANNELS = ['sms', 'wechat'] as const
export type GatewayChannel = (typeof GATEWAY_CHANNELS)[number]

/** Who may stand on a post: holders of one of these roles. */
export const ROLES_OF_POST: Record<DutyPost, readonly Role[]> = {
  serviceDesk: ['agent', 'steward', 'dispatcher', 'communityManager'],
  engineering: ['technician', 'contractorWorker', 'teamLead'],
  manager: ['communityManager', 'teamLead', 'dispatcher', 'executive'],
}

/** What a column of a table of history can tell. */
export const IMPORT_FIELDS = [
  'reportedAt',
  'title',
  'description',
  'person',
  'phone',
  'externalNumber',
  'answeredAt',
  'answer',
  'community',
  'place',
  'category',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/** Where an import of history stands. */
export const IMPORT_STATES = [
  'reading',
  'refused',
  'read',
  'checking',
  'checked',
  'running',
  'stopped',
  'done',
  'undoing',
  'undone',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/** What becomes of a row of an import. */
export const IMPORT_OUTCOMES = [
  'faulty',
  'created',
  'updated',
  'unchanged',
  'skipped',
  'removed',
  'restored',
  'kept',
] as const
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number]

export const PRIORITIES = [1, 2, 3, 4] as const
/** 1 urgent, 2 high, 3 normal, 4 low. */
export type Priority = (typeof PRIORITIES)[number]

/** A text in both languages of the product. */
export type Names = { readonly 'zh-CN': string; readonly en: string }

/** Short prefixes of the numbers that people quote on the phone, such as BX100234. */
export const requestNumberPrefixes: Record<RequestKind, string> = {
  repair: 'BX',
  report: 'BS',
  inquiry: 'ZX',
  complaint: 'TS',
  suggestion: 'JY',
  praise: 'BY',
  appointment: 'YY',
}
export const orderNumberPrefix = 'GD'
export const permitNumberPrefix = 'ZY'

/** By what the clock report can be broken down. */
export const REPORT_DIMENSIONS = ['month', 'kind', 'category', 'channel', 'community', 'building'] as const
export type ReportDimension = (typeof REPORT_DIMENSIONS)[number]

/** How many work orders go into one PDF. */
export const PRINT_MAXIMUM = 50
