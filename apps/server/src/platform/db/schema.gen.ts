// Written by `npm run generate` from the migrated database: change a migration, not this file.

/** Whoever reads JSON says what it is. */
export type JsonValue = unknown

export interface AccountTable {
  organization_id: string
  id: string
  login: string | null
  phone_hash: Buffer | null
  staff_id: string | null
  customer_id: string | null
  password_hash: string | null
  must_change_password: boolean
  password_changed_at: Date | null
  failed_logins: number
  locked_until: Date | null
  disabled_at: Date | null
  locale: string
  created_at: Date
  previous_passwords: string[]
}

export interface ApiKeyTable {
  organization_id: string
  id: string
  name: string
  hint: string
  scopes: string[]
  communities: string[] | null
  address_ranges: string[]
  secret_hash: Buffer
  previous_hash: Buffer | null
  previous_until: Date | null
  created_by: string
  created_at: Date
  expires_at: Date
  last_used_at: Date | null
  last_used_from: string | null
  revoked_at: Date | null
  version: number
}

export interface AuditEventTable {
  organization_id: string
  at: Date
  id: string
  actor_kind: string
  actor_id: string | null
  session_id: string | null
  ip: string | null
  request_id: string
  action: string
  outcome: string
  object_kind: string | null
  object_ids: string[]
  detail: JsonValue
}

export interface AuthorityTable {
  organization_id: string
  id: string
  principal_id: string
  agent_id: string
  scope: string[]
  consent: string
  until: string | null
  created_by: string
  created_at: Date
  revoked_at: Date | null
  revoked_by: string | null
  note: string | null
}

export interface BackupRunTable {
  id: string
  kind: string
  cause: string
  due_at: Date | null
  asked_at: Date
  started_at: Date | null
  ended_at: Date | null
  outcome: string | null
  backup_id: string | null
  facts: JsonValue
  error: JsonValue
  told_at: Date | null
}

export interface BackupSettingTable {
  only_row: boolean
  at_minute: number
  time_zone: string
  keep_daily: number
  keep_weekly: number
  keep_monthly: number
  drill_weekday: number
  log_minutes: number
  since: Date
  log_until: Date | null
  log_error: JsonValue
  inventory: JsonValue
}

export interface CalendarChangeTable {
  organization_id: string
  year: number
  changed_at: Date
}

export interface CalendarDayTable {
  organization_id: string
  day: string
  working: boolean
  name: string
}

export interface CalendarYearTable {
  organization_id: string
  year: number
  source: string
}

export interface ClaimCountTable {
  organization_id: string
  account_id: string
  day: string
  tries: number
}

export interface ClockBreachTable {
  organization_id: string
  record_id: string
  seq: number
  process: string
  community_id: string
  state: string
  clock: string
  breached_at: Date
}

export interface CommunityTable {
  organization_id: string
  id: string
  name: string
  kind: string
  address: string | null
  service_phone: string | null
  imported_by_run: string | null
}

export interface ContractorTable {
  organization_id: string
  id: string
  name: string
  contact_sealed: Buffer | null
  wrapped_key: Buffer | null
  trades: string[]
  contract_until: string | null
  qualification: string | null
  qualification_until: string | null
  active: boolean
  note: string | null
  version: number
  created_at: Date
}

export interface ContractorWorkerTable {
  organization_id: string
  staff_id: string
  contractor_id: string
}

export interface CustomerTable {
  organization_id: string
  id: string
  kind: string
  wrapped_key: Buffer
  name_sealed: Buffer
  phone_sealed: Buffer | null
  email_sealed: Buffer | null
  blind_tokens: number[]
  verified: boolean
  created_at: Date
  imported_by_run: string | null
}

export interface CustomerSourceTable {
  organization_id: string
  source: string
  person_hash: Buffer
  customer_id: string
}

export interface DeliveryTable {
  organization_id: string
  id: string
  notice_id: string | null
  channel: string
  state: string
  attempts: number
  last_error: string | null
  created_at: Date
  sent_at: Date | null
  account_id: string | null
  kind: string
  urgent: boolean
  next_at: Date | null
  held: string | null
  merged_into: string | null
  delivered_at: Date | null
}

export interface DeliveryAttemptTable {
  organization_id: string
  delivery_id: string
  attempt: number
  began_at: Date
  outcome: string | null
  reason: string | null
}

export interface DutyChangeTable {
  organization_id: string
  id: string
  community_id: string | null
  first_day: string
  last_day: string
  changed_at: Date
  changed_by: string
  removed: JsonValue
  added: JsonValue
}

export interface DutyShiftTable {
  organization_id: string
  id: string
  community_id: string | null
  day: string
  from_time: string
  to_time: string
  starts_at: Date
  ends_at: Date
  post: string
  call_order: number
  staff_id: string
}

export interface EquipmentTable {
  organization_id: string
  id: string
  code: string
  name: string
  kind: string
  community_id: string
  place_id: string
  maker: string | null
  model: string | null
  commissioned_on: string | null
  warranty_until: string | null
  responsible_id: string | null
  state: string
  note: string | null
  version: number
  created_at: Date
}

export interface FileTable {
  organization_id: string
  id: string
  record_kind: string | null
  record_id: string | null
  name: string
  media_type: string
  size: number
  sha256: Buffer
  wrapped_key: Buffer
  width: number | null
  height: number | null
  has_thumbnail: boolean
  uploaded_by: string
  created_at: Date
  attached_at: Date | null
}

export interface GatewayTable {
  organization_id: string
  channel: string
  url: string
  key_id: string
  wrapped_key: Buffer
  key_sealed: Buffer
  changed_at: Date
}

export interface HookTable {
  organization_id: string
  id: string
  name: string
  url: string
  events: string[]
  communities: string[] | null
  active: boolean
  wrapped_key: Buffer
  secret_sealed: Buffer
  previous_sealed: Buffer | null
  previous_until: Date | null
  failing_since: Date | null
  paused_at: Date | null
  created_at: Date
  version: number
}

export interface HookAttemptTable {
  organization_id: string
  delivery_id: string
  number: number
  at: Date
  status: number | null
  reason: string | null
  milliseconds: number | null
  answer: string
}

export interface HookDeliveryTable {
  organization_id: string
  id: string
  hook_id: string
  event: string
  record_id: string | null
  seq: number | null
  body: string
  state: string
  attempts: number
  next_at: Date | null
  created_at: Date
  delivered_at: Date | null
}

export interface IdempotencyTable {
  organization_id: string
  actor_id: string
  key: string
  body_hash: Buffer
  record_ids: string[]
  created_at: Date
}

export interface ImportChunkTable {
  organization_id: string
  run_id: string
  chunk: number
  sealed: Buffer
}

export interface ImportMappingTable {
  organization_id: string
  header_key: string
  mapping: JsonValue
  saved_at: Date
}

export interface ImportRowTable {
  organization_id: string
  run_id: string
  row_number: number
  outcome: string
  faults: JsonValue
  record_id: string | null
  sealed: Buffer | null
}

export interface ImportRunTable {
  organization_id: string
  id: string
  file_id: string
  file_name: string
  created_by: string
  created_at: Date
  state: string
  version: number
  wrapped_key: Buffer
  headers: string[]
  header_key: string | null
  fault: JsonValue
  mapping: JsonValue
  unknown: JsonValue
  rows: number
  ready: number
  faulty: number
  duplicates: number
  chunks: number
  next_chunk: number
  created: number
  updated: number
  skipped: number
  removed: number
  kept: number
  started_at: Date | null
  finished_at: Date | null
  undone_at: Date | null
  subject: string
  mode: string
  changing: number
  restored: number
}

export interface InstallationTable {
  only_row: boolean
  initialized_at: Date | null
}

export interface InvitationTable {
  organization_id: string
  id: string
  premises_id: string
  residency_kind: string
  token_hash: Buffer
  created_by: string
  created_at: Date
  expires_at: Date
  uses_left: number
  invited_by: string | null
  until: string | null
}

export interface LedgerPendingTable {
  organization_id: string
  record_id: string
  seq: number
  commitment: Buffer
  committed_at: Date
}

export interface MessageChoiceTable {
  organization_id: string
  account_id: string
  channels: JsonValue
  quiet: string | null
  quiet_from: string | null
  quiet_to: string | null
  changed_at: Date
}

export interface MessageDefaultsTable {
  organization_id: string
  quiet_from: string
  quiet_to: string
  daily_cap: number | null
  changed_at: Date
}

export interface MigrationTable {
  name: string
  checksum: string
  applied_at: Date
}

export interface NoticeTable {
  organization_id: string
  id: string
  account_id: string
  kind: string
  record_kind: string | null
  record_id: string | null
  params: JsonValue
  created_at: Date
  read_at: Date | null
  withdrawn_at: Date | null
}

export interface OneTimeCodeTable {
  phone_hash: Buffer
  code_hash: Buffer
  attempts: number
  expires_at: Date
  created_at: Date
  asked: number
  asked_since: Date
  asked_in_day: number
  day_since: Date
}

export interface OrderPrintTable {
  organization_id: string
  order_id: string
  copy: number
  print_id: string
  printed_by: string
  printed_at: Date
}

export interface OrganizationTable {
  organization_id: string
  name: string
  time_zone: string
  is_demo: boolean
  created_at: Date
}

export interface OutboxTable {
  id: number
  organization_id: string
  event: string
  payload: JsonValue
  created_at: Date
  handler: string | null
  attempts: number
  not_before: Date | null
}

export interface OutboxFailedTable {
  organization_id: string
  id: number
  handler: string
  payload: JsonValue
  attempts: number
  error: string
  created_at: Date
  failed_at: Date
}

export interface PartTable {
  organization_id: string
  id: string
  code: string
  name: string
  unit: string
  price: number
  active: boolean
  note: string | null
  version: number
  created_at: Date
}

export interface PlaceTable {
  organization_id: string
  id: string
  community_id: string
  parent_id: string | null
  kind: string
  premises_kind: string | null
  name: string
  full_name: string
  position: number
  floor: string | null
  area: string | null
  imported_by_run: string | null
  implied_by_run: string | null
}

export interface PremisesCareTable {
  organization_id: string
  place_id: string
  kinds: string[]
  note: string | null
  changed_by: string
  changed_at: Date
}

export interface PriceQuoteTable {
  organization_id: string
  id: string
  request_id: string
  round: number
  items: JsonValue
  amount: number
  note: string | null
  state: string
  quoted_by: string | null
  quoted_at: Date
  decided_at: Date | null
  decided_by: string | null
  way: string | null
  said: string | null
  signature_id: string | null
}

export interface RecordClockTable {
  organization_id: string
  record_id: string
  name: string
  round: number
  record_kind: string
  clock: JsonValue
  state: string
  due_at: Date | null
  next_fire_at: Date | null
}

export interface RegulationVersionTable {
  organization_id: string
  id: string
  kind: string
  key: string
  version: number
  status: string
  effective_from: Date | null
  content: JsonValue
  created_by: string | null
  created_at: Date
  revision: number
  authors: string[]
  changed_at: Date | null
  sent_back_reason: string | null
  published_by: string | null
  published_at: Date | null
  retired_by: string | null
  retired_at: Date | null
  retire_reason: string | null
}

export interface RequestBuildingCountTable {
  organization_id: string
  community_id: string
  building_id: string | null
  month: string
  kind: string
  category: string
  channel: string
  days: number
  within_24h: boolean
  n: number
}

export interface RequestCountTable {
  organization_id: string
  month: string
  kind: string
  category: string
  channel: string
  community_id: string
  days: number
  within_24h: boolean
  n: number
}

export interface RequestFactTable {
  organization_id: string
  request_id: string
  month: string
  kind: string
  category: string
  channel: string
  community_id: string
  building_id: string | null
  days: number
  within_24h: boolean
}

export interface RequestIntakeTable {
  organization_id: string
  request_id: string
  api_key_id: string
  external_reference: string
}

export interface RequestSearchTable {
  organization_id: string
  request_id: string
  grams: number[]
  body: string
}

export interface ResidencyTable {
  organization_id: string
  id: string
  customer_id: string
  premises_id: string
  kind: string
  verified_at: Date | null
  verified_by: string | null
  moved_in_on: string | null
  ended_on: string | null
  created_at: Date
  imported_by_run: string | null
  until: string | null
  self_claimed: boolean
  verified_how: string | null
  answered_by: string | null
  outcome: string | null
  note: string | null
  ended_at: Date | null
}

export interface RetimingTable {
  organization_id: string
  id: number
  years: number[]
  record_kind: string
  record_ids: string[]
  not_before: Date
}

export interface RoleGrantTable {
  organization_id: string
  id: string
  staff_id: string
  role: string
  community_id: string | null
  administrator: boolean | null
}

export interface RollEntryTable {
  organization_id: string
  id: string
  premises_id: string
  wrapped_key: Buffer
  name_sealed: Buffer
  phone_sealed: Buffer | null
  created_by: string
  created_at: Date
  removed_at: Date | null
}

export interface ServiceRequestTable {
  organization_id: string
  id: string
  number: number
  kind: string
  category: string
  community_id: string
  place_id: string
  customer_id: string
  contact_sealed: Buffer
  description: string
  channel: string
  urgency: number | null
  impact: number | null
  priority: number
  private_part: boolean | null
  in_warranty: boolean | null
  first_contact_owner_id: string | null
  definition_id: string
  category_version_id: string
  state: string
  phase: string
  version: number
  entries: number
  next_due_at: Date | null
  rating_overall: number | null
  rating_speed: number | null
  rating_service: number | null
  rating_text: string | null
  hidden_from: string[] | null
  occurred_at: Date
  created_at: Date
  settled_at: Date | null
  major: string | null
  merged_into: string | null
  reopened: number
  imported_by_run: string | null
  import_source: string | null
  external_number: string | null
  imported_version: number | null
  matrix_version_id: string | null
  price_state: string | null
  quote_id: string | null
  quote_amount: number | null
  kept_for: string | null
  joined_answer: string | null
  praised_id: string | null
  praised_team_id: string | null
  converted_into: string | null
}

export interface SessionTable {
  organization_id: string
  id: string
  account_id: string
  token_hash: Buffer
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  ended_at: Date | null
  ip: string | null
  user_agent: string | null
  acting_by: string | null
}

export interface StaffTable {
  organization_id: string
  id: string
  employee_number: string
  name: string
  phone: string | null
  email: string | null
  left_on: string | null
  created_at: Date
  imported_by_run: string | null
}

export interface StaffSkillTable {
  organization_id: string
  staff_id: string
  skill: string
}

export interface StateVisitTable {
  organization_id: string
  record_id: string
  seq: number
  process: string
  community_id: string
  state: string
  entered_at: Date
  left_at: Date
}

export interface TeamTable {
  organization_id: string
  id: string
  name: string
  lead_id: string | null
  imported_by_run: string | null
}

export interface TeamMemberTable {
  organization_id: string
  team_id: string
  staff_id: string
}

export interface TimelineTable {
  organization_id: string
  record_id: string
  seq: number
  record_kind: string
  verb: string
  step: string | null
  from_state: string | null
  to_state: string | null
  phase: string
  actor_kind: string
  actor_id: string | null
  actor_name: string | null
  occurred_at: Date
  received_at: Date
  origin: string
  internal: boolean
  data: JsonValue
  salt: Buffer
}

export interface WorkOrderTable {
  organization_id: string
  id: string
  number: number
  request_id: string | null
  community_id: string
  place_id: string
  category: string
  skill: string | null
  team_id: string | null
  assignee_id: string | null
  priority: number
  note: string | null
  definition_id: string
  category_version_id: string
  state: string
  phase: string
  version: number
  entries: number
  next_due_at: Date | null
  result: JsonValue
  occurred_at: Date
  created_at: Date
  settled_at: Date | null
  transferred_from: string | null
  charge: number | null
  charge_quote_id: string | null
  silences: number
  departed_at: Date | null
  permit_kinds: string[] | null
  visit_from: Date | null
  visit_to: Date | null
  visit_changes: number
  nobody_home: number
  badge_at: Date | null
  badge_by: string | null
  companion_id: string | null
  parts: JsonValue
}

export interface WorkPermitTable {
  organization_id: string
  id: string
  number: number
  order_id: string
  community_id: string
  kind: string
  state: string
  work: string
  measures: string[]
  guardian_id: string
  valid_from: Date
  valid_to: Date
  asked_by: string
  asked_at: Date
  decided_by: string | null
  decided_at: Date | null
  decision: string | null
  closed_by: string | null
  closed_at: Date | null
}

export interface Database {
  account: AccountTable
  api_key: ApiKeyTable
  audit_event: AuditEventTable
  authority: AuthorityTable
  backup_run: BackupRunTable
  backup_setting: BackupSettingTable
  calendar_change: CalendarChangeTable
  calendar_day: CalendarDayTable
  calendar_year: CalendarYearTable
  claim_count: ClaimCountTable
  clock_breach: ClockBreachTable
  community: CommunityTable
  contractor: ContractorTable
  contractor_worker: ContractorWorkerTable
  customer: CustomerTable
  customer_source: CustomerSourceTable
  delivery: DeliveryTable
  delivery_attempt: DeliveryAttemptTable
  duty_change: DutyChangeTable
  duty_shift: DutyShiftTable
  equipment: EquipmentTable
  file: FileTable
  gateway: GatewayTable
  hook: HookTable
  hook_attempt: HookAttemptTable
  hook_delivery: HookDeliveryTable
  idempotency: IdempotencyTable
  import_chunk: ImportChunkTable
  import_mapping: ImportMappingTable
  import_row: ImportRowTable
  import_run: ImportRunTable
  installation: InstallationTable
  invitation: InvitationTable
  ledger_pending: LedgerPendingTable
  message_choice: MessageChoiceTable
  message_defaults: MessageDefaultsTable
  migration: MigrationTable
  notice: NoticeTable
  one_time_code: OneTimeCodeTable
  order_print: OrderPrintTable
  organization: OrganizationTable
  outbox: OutboxTable
  outbox_failed: OutboxFailedTable
  part: PartTable
  place: PlaceTable
  premises_care: PremisesCareTable
  price_quote: PriceQuoteTable
  record_clock: RecordClockTable
  regulation_version: RegulationVersionTable
  request_building_count: RequestBuildingCountTable
  request_count: RequestCountTable
  request_fact: RequestFactTable
  request_intake: RequestIntakeTable
  request_search: RequestSearchTable
  residency: ResidencyTable
  retiming: RetimingTable
  role_grant: RoleGrantTable
  roll_entry: RollEntryTable
  service_request: ServiceRequestTable
  session: SessionTable
  staff: StaffTable
  staff_skill: StaffSkillTable
  state_visit: StateVisitTable
  team: TeamTable
  team_member: TeamMemberTable
  timeline: TimelineTable
  work_order: WorkOrderTable
  work_permit: WorkPermitTable
}

/** A row as a query answers it: `Row<'service_request'>`. */
export type Row<Table extends keyof Database> = Database[Table]
