import { PERMIT_KINDS, permitKindNames } from '@sims/contracts'
import type { Role } from '../definition.ts'
import { effect, field, fieldStaff, names, note, option, reason, step } from './parts.ts'

/**
 * Permits for dangerous work: whoever does the work applies, a lead or the community manager issues (never the applicant),
 * work begins within its time only, stops when that is over, and is reported done once the site was checked.
 */
const issuers: Role[] = ['teamLead', 'communityManager']
const leaders: Role[] = ['agent', 'dispatcher', 'teamLead', 'communityManager']
const byWorker = [{ name: 'byAssignee' }]
const byWorkerOrLead = [{ name: 'byAssignee', params: { or: leaders } }]

const permitKind = field('permitKind', 'choice', '作业类型', 'Kind of work', {
  required: true,
  options: PERMIT_KINDS.map((kind) => option(kind, permitKindNames[kind]['zh-CN'], permitKindNames[kind].en)),
})
const must = (value: string, zh: string, en: string) => ({ ...option(value, zh, en), mandatory: true })
const measures = (key: string, kind: string, options: ReturnType<typeof must>[]) =>
  field(key, 'checklist', '安全措施', 'Measures', { if: { field: 'permitKind', in: [kind] }, options })

const askPermit = step({
  key: 'askPermit',
  verb: 'askPermit',
  from: ['taken', 'started', 'suspended'],
  to: null,
  roles: fieldStaff,
  guards: byWorker,
  form: [
    permitKind,
    field('work', 'longText', '作业内容和部位', 'What is done, and where', { required: true, params: { max: 500 } }),
    measures('measuresHotWork', 'hotWork', [
      must('cleared', '作业点 10 米内可燃物已清除或隔离', 'Nothing that burns within 10 m, or shielded'),
      must('extinguisher', '灭火器、接火盆已到位', 'Extinguisher and spark tray in place'),
      must('cylinders', '气瓶间距不小于 5 米，距明火不小于 10 米', 'Gas cylinders 5 m apart and 10 m from flames'),
      must('licence', '作业人员持焊工证', 'The worker holds a welding licence'),
    ]),
    measures('measuresHeight', 'height', [
      must('harness', '安全带完好，高挂低用', 'Harness sound, hooked above the body'),
      must('ladder', '梯子、脚手架检查合格', 'Ladder or scaffold checked'),
      must('cordon', '下方已设警戒区', 'The ground below is cordoned off'),
      must('weather', '无六级以上大风、雷雨、结冰', 'No strong wind, storm or ice'),
    ]),
    measures('measuresConfinedSpace', 'confinedSpace', [
      must('ventilated', '先通风，作业中持续通风', 'Ventilated first, and all the time'),
      must('measured', '氧含量、可燃和有毒气体检测合格', 'Oxygen, explosive and toxic gases measured and fit'),
      must('rescue', '呼吸器、救援绳索已到位', 'Breathing apparatus and rescue line in place'),
      must('watch', '监护人全程在洞口，不下井施救', 'The guardian stays at the opening and never goes in'),
    ]),
    measures('measuresLiveElectrical', 'liveElectrical', [
      must('necessary', '确认无法停电作业', 'It cannot be done with the power off'),
      must('insulated', '绝缘手套、绝缘鞋、绝缘垫已检查', 'Insulating gloves, shoes and mat checked'),
      must('signs', '警示牌和围栏已设置', 'Signs and barriers in place'),
      must('licence', '作业人员持电工证', "The worker holds an electrician's licence"),
    ]),
    field('guardian', 'person', '监护人', 'Guardian', {
      required: true,
      params: { roles: [...fieldStaff, 'teamLead', 'steward', 'communityManager'] },
    }),
    field('validFrom', 'dateTime', '开始时间', 'From', { required: true }),
    field('validTo', 'dateTime', '结束时间', 'Until', { required: true }),
  ],
  effects: [effect('askPermit'), effect('notifyRoles', { notice: 'permitAsked', roles: issuers })],
  names: names('申请作业票', 'Apply for a permit'),
})

/** The number of one of the permits of the order; which can be chosen, the record brings. */
const application = field('application', 'choice', '作业票', 'Permit', { required: true })
const permit = field('permit', 'choice', '作业票', 'Permit', { required: true })
const decides = {
  from: ['taken', 'started', 'suspended'],
  to: null,
  roles: issuers,
  guards: [{ name: 'permitToDecide' }],
}

export const permitSteps = [
  step({
    key: 'requirePermit',
    verb: 'requirePermit',
    from: ['pooled', 'assigned', 'taken', 'suspended'],
    to: null,
    roles: [...fieldStaff, ...leaders],
    guards: byWorkerOrLead,
    form: [permitKind, reason],
    effects: [effect('requirePermit'), effect('notifyAssignee', { notice: 'permitRequired' })],
    names: names('列为危险作业', 'Declare dangerous'),
  }),
  askPermit,
  step({
    ...decides,
    key: 'issuePermit',
    verb: 'issuePermit',
    form: [application, note],
    effects: [effect('issuePermit'), effect('notifyAssignee', { notice: 'permitIssued' })],
    names: names('签发作业票', 'Issue the permit'),
  }),
  step({
    ...decides,
    key: 'refusePermit',
    verb: 'refusePermit',
    form: [application, reason],
    effects: [effect('refusePermit'), effect('notifyAssignee', { notice: 'permitRefused' })],
    names: names('驳回作业票', 'Refuse the permit'),
  }),
  // wherever the order has gone meanwhile: a site is checked all the same
  step({
    key: 'closePermit',
    verb: 'closePermit',
    from: ['pooled', 'assigned', 'taken', 'started', 'suspended', 'done', 'closed', 'cancelled'],
    to: null,
    roles: [...fieldStaff, ...leaders],
    guards: [...byWorkerOrLead, { name: 'permitToClose' }],
    form: [
      permit,
      field('siteCheck', 'checklist', '现场检查', 'Check of the site', {
        options: [
          must('safe', '无火种、无带电裸露等隐患', 'No embers, bare wires or other danger is left'),
          must('people', '人员已清点，全部撤离', 'Everybody was counted and has left'),
          must('tools', '工具材料已清理', 'Tools and materials are cleared away'),
        ],
      }),
      field('photosSite', 'photos', '现场照片', 'Photos of the site'),
    ],
    effects: [effect('closePermit')],
    names: names('关闭作业票', 'Close the permit'),
  }),
  step({
    key: 'permitEnding',
    verb: 'inform',
    from: ['started'],
    to: null,
    trigger: 'system',
    effects: [effect('notifyAssignee', { notice: 'permitEnding' })],
    names: names('作业票即将到期', 'The permit ends soon'),
  }),
  step({
    key: 'permitExpired',
    verb: 'suspend',
    from: ['started'],
    to: 'suspended',
    trigger: 'system',
    effects: [
      effect('notifyAssignee', { notice: 'permitExpired' }),
      effect('notifyRoles', { notice: 'permitExpired', roles: ['teamLead', 'communityManager'] }),
    ],
    names: names('作业票到期，停止作业', 'The permit is over: work stops'),
  }),
]

/** Work begins with every permit that it needs, issued to whoever does it, and within its time. */
export const permitsInForce = { name: 'permitsInForce' }
/** No permit is left open when the worker goes. */
export const permitsClosed = { name: 'permitsClosed' }

/** Until when all that is in force covers the work; while work goes on. */
export const permitEnd = {
  name: 'permit',
  names: names('作业票有效期', 'Permit'),
  kind: 'timer' as const,
  target: { kind: 'momentField' as const, field: 'permitEnds' },
  startOn: { verbs: ['start' as const, 'issuePermit' as const, 'closePermit' as const] },
  if: { field: 'permitHeld', in: [true] },
  repeats: true,
  while: ['executing' as const],
  meetOn: { verbs: ['closePermit' as const, 'reportDone' as const] },
  warn: [{ minutesBefore: 15 }],
  escalate: [],
  anyHour: { field: 'permitHeld', in: [true] },
  take: { due: 'permitExpired', warn: 'permitEnding' },
}
