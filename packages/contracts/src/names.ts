import { moneyText } from './money.ts'
import type { PriceItem } from './prices.ts'
import type { EquipmentKind, EquipmentState, PartPayer } from './register-terms.ts'
import type {
  CareKind,
  Channel,
  ConsentWay,
  DutyPost,
  DutyTurn,
  Keepers,
  Names,
  PermitKind,
  PermitStanding,
  Phase,
  PremisesKind,
  PriceItemKind,
  ProxyScope,
  QuoteState,
  RequestKind,
  RequestQueue,
  ResidencyKind,
  ResidencyOutcome,
  ResidencyState,
  Role,
  Skill,
  Unnamed,
  Verb,
  VerifiedBy,
} from './terms.ts'

const n = (zh: string, en: string): Names => ({ 'zh-CN': zh, en })

/** What people read for each term; pages, mails and API texts take it from here, so no word is said in two ways. */
export const requestKindNames: Record<RequestKind, Names> = {
  repair: n('报修', 'Repair'),
  report: n('报事', 'Report'),
  inquiry: n('咨询', 'Inquiry'),
  complaint: n('投诉', 'Complaint'),
  suggestion: n('建议', 'Suggestion'),
  praise: n('表扬', 'Praise'),
  appointment: n('预约', 'Appointment'),
}

export const phaseNames: Record<Phase, Names> = {
  new: n('待受理', 'New'),
  accepted: n('已受理', 'Accepted'),
  assigned: n('已派单', 'Assigned'),
  executing: n('处理中', 'In progress'),
  suspended: n('已挂起', 'Suspended'),
  feedback: n('待评价', 'Awaiting rating'),
  followUp: n('回访中', 'Follow-up'),
  settled: n('已办结', 'Settled'),
  archived: n('已归档', 'Archived'),
  cancelled: n('已取消', 'Cancelled'),
}

/** The same phases said of a work order, where some have another name. */
export const orderPhaseNames: Record<Phase, Names> = {
  ...phaseNames,
  new: n('待接单', 'In the pool'),
  accepted: n('已接单', 'Taken'),
  assigned: n('已派单', 'Assigned'),
  executing: n('施工中', 'In progress'),
  feedback: n('待关单', 'Done, to close'),
  settled: n('已关单', 'Closed'),
}

export const verbNames: Record<Verb, Names> = {
  report: n('提交', 'Report'),
  accept: n('受理', 'Accept'),
  triage: n('评估定级', 'Triage'),
  dispatch: n('派单', 'Dispatch'),
  claim: n('抢单', 'Claim'),
  take: n('接单', 'Take'),
  depart: n('出发', 'Set out'),
  transfer: n('转单', 'Transfer'),
  return: n('退单', 'Return'),
  suspend: n('挂起', 'Suspend'),
  resume: n('恢复', 'Resume'),
  urge: n('催单', 'Urge'),
  contact: n('联系客户', 'Contact the customer'),
  reply: n('补充说明', 'Add information'),
  investigate: n('调查核实', 'Investigate'),
  plan: n('制定方案', 'Make a plan'),
  answer: n('答复客户', 'Answer the customer'),
  inform: n('告知客户', 'Inform the customer'),
  start: n('开工', 'Start'),
  reportDone: n('回单', 'Report done'),
  closeOrder: n('关单', 'Close order'),
  forceClose: n('强制关单', 'Force close'),
  rework: n('返工', 'Rework'),
  settle: n('办结', 'Settle'),
  archive: n('归档', 'Archive'),
  withdraw: n('撤回', 'Withdraw'),
  cancel: n('取消', 'Cancel'),
  reopen: n('重开', 'Reopen'),
  merge: n('合并', 'Merge'),
  rate: n('评价', 'Rate'),
  followUp: n('回访', 'Follow up'),
  quotePrice: n('报价', 'Quote a price'),
  agreePrice: n('同意报价', 'Agree to price'),
  declinePrice: n('不同意报价', 'Decline the price'),
  waivePrice: n('免收费用', 'Waive the charge'),
  arrange: n('约定上门时间', 'Agree on a visit'),
  nobodyHome: n('无人在家', 'Nobody at home'),
  confirmBadge: n('核对工牌', 'Badge seen'),
  emergency: n('突发情况', 'Emergency'),
  respond: n('响应突发情况', 'Respond'),
  recordParts: n('登记配件', 'Record parts'),
  requirePermit: n('要求作业票', 'Require a permit'),
  askPermit: n('申请作业票', 'Apply for a permit'),
  issuePermit: n('签发作业票', 'Issue the permit'),
  refusePermit: n('驳回作业票', 'Refuse the permit'),
  closePermit: n('关闭作业票', 'Close the permit'),
}

export const priceItemKindNames: Record<PriceItemKind, Names> = {
  labour: n('人工费', 'Labour'),
  parts: n('材料费', 'Parts'),
  other: n('其他', 'Other'),
}

/** A line of a quote as people read it; `count` is absent for one of it. */
export const quotedLine = (
  { kind, name, quantity, unitPrice }: PriceItem,
  nameOf: (names: Names) => string,
): { kind: string; name: string; count: string | undefined; amount: string } => ({
  kind: nameOf(priceItemKindNames[kind]),
  name,
  count: quantity === 1 ? undefined : `${quantity} × ${moneyText(unitPrice)}`,
  amount: moneyText(quantity * unitPrice),
})

export const quoteStateNames: Record<QuoteState, Names> = {
  open: n('待客户确认', 'Awaiting consent'),
  agreed: n('客户已同意', 'Agreed'),
  declined: n('客户不同意', 'Declined'),
  withdrawn: n('已作废', 'Withdrawn'),
}

export const consentWayNames: Record<ConsentWay, Names> = {
  app: n('手机确认', 'In the app'),
  phone: n('电话', 'By phone'),
  visit: n('当面', 'In person'),
  centre: n('来服务中心', 'At the service centre'),
  message: n('短信或微信', 'By message'),
  signature: n('书面签字', 'Signed'),
}

export const roleNames: Record<Role, Names> = {
  resident: n('业主/住户', 'Resident'),
  committeeMember: n('业委会委员', 'Committee member'),
  agent: n('客服专员', 'Customer-service agent'),
  steward: n('楼栋管家', 'Building steward'),
  dispatcher: n('调度员', 'Dispatcher'),
  technician: n('维修技师', 'Technician'),
  cleaner: n('保洁员', 'Cleaner'),
  gardener: n('绿化员', 'Gardener'),
  guard: n('秩序维护员', 'Guard'),
  contractorWorker: n('外包人员', "Contractor's worker"),
  teamLead: n('班组长', 'Team lead'),
  communityManager: n('项目经理', 'Community manager'),
  qualitySupervisor: n('品质主管', 'Quality supervisor'),
  hr: n('人事培训', 'HR and training'),
  liftSafetyOfficer: n('电梯安全员', 'Lift safety officer'),
  emergencyCommander: n('应急指挥', 'Emergency commander'),
  storekeeper: n('仓库管理员', 'Storekeeper'),
  archivist: n('档案管理员', 'Archivist'),
  privacyOfficer: n('个人信息保护负责人', 'Privacy officer'),
  executive: n('公司高管', 'Company executive'),
  evaluator: n('第三方评估员', 'Third-party evaluator'),
  systemAdministrator: n('系统管理员', 'System administrator'),
  securityAdministrator: n('安全管理员', 'Security administrator'),
  auditAdministrator: n('审计管理员', 'Audit administrator'),
}

export const dutyPostNames: Record<DutyPost, Names> = {
  serviceDesk: n('客服值班', 'Service desk'),
  engineering: n('工程值班', 'Engineering'),
  manager: n('值班经理', 'Manager on duty'),
}

export const dutyTurnNames: Record<DutyTurn, Names> = {
  first: n('第一值班人', 'First on duty'),
  second: n('第二值班人', 'Second on duty'),
  third: n('第三值班人', 'Third on duty'),
  dutyManager: n('值班经理', 'Manager on duty'),
}

export const channelNames: Record<Channel, Names> = {
  app: n('手机端', 'Mobile'),
  phone: n('电话', 'Phone'),
  desk: n('前台', 'Service desk'),
  email: n('邮件', 'E-mail'),
  suggestionBox: n('意见箱', 'Suggestion box'),
  qr: n('扫码', 'QR code'),
  iot: n('设备告警', 'Device alarm'),
  api: n('接口', 'API'),
}

export const queueNames: Record<RequestQueue, Names> = {
  all: n('全部', 'All'),
  new: n('待受理', 'New'),
  mine: n('首问在我', 'Mine by first contact'),
  open: n('处理中', 'Open'),
  nearDue: n('即将到期', 'Near due'),
  overdue: n('已超时', 'Overdue'),
  toSettle: n('待办结', 'To settle'),
  closed: n('已办', 'Closed'),
}

/** Whom a complaint is about, when nobody is named. */
export const unnamedNames: Record<Unnamed, Names> = {
  staff: n('工作人员（不指名）', 'A member of staff, not named'),
  manager: n('管理人员（不指名）', 'Somebody who leads, not named'),
}

/** Who may know of a complaint about a person. */
export const keepersNames: Record<Keepers, Names> = {
  handlers: n('仅投诉处理人和首问负责人可见', 'Seen by those who handle complaints, and first contact'),
  overseers: n('仅上级和首问负责人可见', 'Seen by the level above, and first contact'),
}

export const residencyKindNames: Record<ResidencyKind, Names> = {
  owner: n('业主', 'Owner'),
  lessee: n('租户', 'Lessee'),
  householdMember: n('家庭成员', 'Household member'),
}

export const residencyStateNames: Record<ResidencyState, Names> = {
  claimed: n('待核验', 'To verify'),
  verified: n('已核验', 'Verified'),
  ended: n('已结束', 'Ended'),
  refused: n('不属实', 'Not true'),
}

export const verifiedByNames: Record<VerifiedBy, Names> = {
  roll: n('花名册核验', 'By the roll'),
  owner: n('业主确认', 'By the owner'),
  desk: n('物业核验', 'By the service centre'),
}

export const residencyOutcomeNames: Record<ResidencyOutcome, Names> = {
  refused: n('不属实', 'Not true'),
  expired: n('到期', 'Last day passed'),
  ended: n('已解除', 'Ended'),
  movedOut: n('搬离', 'Moved out'),
  sold: n('房屋出售', 'Sold'),
  carriedOver: n('房屋合并或拆分', 'Premises merged or split'),
}

export const skillNames: Record<Skill, Names> = {
  plumbing: n('水暖', 'Plumbing'),
  electrical: n('电工', 'Electrical'),
  doorsWindows: n('门窗', 'Doors and windows'),
  lift: n('电梯', 'Lift'),
  hvac: n('空调通风', 'Air conditioning'),
  masonry: n('泥瓦', 'Masonry'),
  general: n('综合维修', 'General repair'),
}

export const proxyScopeNames: Record<ProxyScope, Names> = {
  report: n('报事与查看进度', 'Report and follow'),
  rate: n('评价', 'Rate'),
  agree: n('确认报价', 'Agree to prices'),
}

export const premisesKindNames: Record<PremisesKind, Names> = {
  home: n('住宅', 'Home'),
  shop: n('商铺', 'Shop'),
  office: n('写字间', 'Office'),
  parkingSpace: n('车位', 'Parking space'),
  storeroom: n('储藏室', 'Storeroom'),
}

export const priorityNames: Record<1 | 2 | 3 | 4, Names> = {
  1: n('紧急', 'Urgent'),
  2: n('优先', 'High'),
  3: n('一般', 'Normal'),
  4: n('低', 'Low'),
}

export const careKindNames: Record<CareKind, Names> = {
  minorsAlone: n('仅未成年人在家', 'Minors alone at home'),
  frail: n('独居老人或体弱者', 'Elderly alone, or frail'),
}

export const permitKindNames: Record<PermitKind, Names> = {
  hotWork: n('动火作业', 'Hot work'),
  height: n('登高作业', 'Work at height'),
  confinedSpace: n('有限空间作业', 'Confined space'),
  liveElectrical: n('带电作业', 'Live electrical work'),
}

export const permitStandingNames: Record<PermitStanding, Names> = {
  asked: n('待审批', 'To be decided'),
  refused: n('已驳回', 'Refused'),
  issued: n('已签发，未到时间', 'Issued, not begun'),
  inForce: n('生效中', 'In force'),
  expired: n('已到期，待关闭', 'Expired, to be closed'),
  closed: n('已关闭', 'Closed'),
}

export const equipmentKindNames: Record<EquipmentKind, Names> = {
  lift: n('电梯', 'Lift'),
  fire: n('消防', 'Fire protection'),
  power: n('供配电', 'Power supply'),
  water: n('给排水', 'Water and drains'),
  hvac: n('暖通空调', 'Heating and air'),
  security: n('安防监控', 'Security'),
  access: n('门禁道闸', 'Doors and gates'),
  lighting: n('照明', 'Lighting'),
  amenity: n('公共设施', 'Amenities'),
  other: n('其他', 'Other'),
}

export const equipmentStateNames: Record<EquipmentState, Names> = {
  inUse: n('在用', 'In use'),
  outOfUse: n('停用', 'Out of use'),
  retired: n('报废', 'Retired'),
}

export const partPayerNames: Record<PartPayer, Names> = {
  company: n('公司承担', 'The company'),
  customer: n('客户承担', 'The customer'),
  warranty: n('质保', 'Warranty'),
}
