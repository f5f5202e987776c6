/** What the webs import: types, endpoints, names, the client; nothing that brings zod into the browser. */

export type { ApiKey, ApiKeyIssued } from './api-keys.ts'
export * from './api-scopes.ts'
export type { BackupConcern, BackupKind, BackupRun, BackupSettings, Backups } from './backups.ts'
export type { CalendarDay, CalendarYear } from './calendars.ts'
export type { CategoryContent, CategoryTarget } from './category.ts'
export * from './client.ts'

export type { CheckedDefinition, DefinitionFault, ProcessDrawing, ProcessException } from './definitions.ts'

export type {
  ChangeDuty,
  DutyCall,
  DutyCalls,
  DutyChanges,
  DutyNow,
  DutyRoster,
  DutyShift,
  MyDuty,
  SetDuty,
} from './duty.ts'

export type { DutyChain } from './duty-chain.ts'
export * from './endpoints.ts'
export type { Page } from './fields.ts'
export * from './form-shown.ts'
export type { Gateway, GatewayTest } from './gateways.ts'
export * from './hook-events.ts'
export type { Hook, HookDelivery, HookSecret } from './hooks.ts'
export type { HistoryMapping, ImportMapping, ImportRow, ImportRun, ImportSummary, SheetMapping } from './imports.ts'
export * from './message-names.ts'
export type { Message, MessageDefaults, MessageWithAttempts, MyMessages } from './messages.ts'
export * from './money.ts'
export type { MyHomes } from './my-homes.ts'
export * from './names.ts'
export type { NoticeText } from './notice-texts.ts'
export type { Change, Notice, Problem, UploadedFile } from './notices.ts'
export type { Answer, Call, Operations } from './operations.ts'
export type { OrderQuery, WorkOrder, WorkOrderSummary } from './orders.ts'
export * from './part-line.ts'
export type { UsedPart } from './parts-used.ts'
export type {
  Colleague,
  Customer,
  Person,
  Session,
  Setup,
  StaffMember,
  WorksFor,
} from './people.ts'
export type { ListedPermit, PermitQuery, WorkPermit } from './permits.ts'
export * from './placeholders.ts'
export type { Community, MyPlaces, Place } from './places.ts'
export type { Price, PriceItem, Quote } from './prices.ts'
export type { Printed } from './prints.ts'
export type {
  AllowedStep,
  FormField,
  ProcessClock,
  ProcessPicture,
  RecordClock,
  TakeStep,
  TimelineEntry,
} from './process.ts'
export type { ProcessDefinition } from './process-definition.ts'
export type { Authority, Proxies } from './proxies.ts'
export * from './register-terms.ts'
export type { Contractor, Equipment, RegisteredPart } from './registers.ts'
export type {
  Category,
  CreateRequest,
  QueueCounts,
  RequestQuery,
  RequestSummary,
  Server,
  ServiceRequest,
} from './requests.ts'
export type { Household, MoveOutPreview, Residency, VerifyResidency } from './residencies.ts'
export type {
  ChangeRule,
  CreateRule,
  MatrixContent,
  RuleContents,
  RuleDifference,
  RuleDifferences,
  RuleFault,
  RuleSummary,
  RuleVersion,
  RuleWithVersions,
} from './rules.ts'
export * from './sheets.ts'
export type { ClockFigures, ClockReport, ProcessFigures, ProcessFiguresQuery } from './statistics.ts'
export type { Suggestions } from './suggestions.ts'

export * from './terms.ts'
export type { OrderVisit, PremisesCare } from './visits.ts'
