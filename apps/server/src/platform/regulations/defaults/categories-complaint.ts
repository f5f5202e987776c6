import { type CategoryDraft, n } from './parts.ts'

/** What residents complain about; each says what becomes of it (the Specification §4.2.3). */
const about = (
  key: string,
  icon: string,
  names: [string, string],
  guidance: [string, string],
  more: Partial<CategoryDraft> = {},
): CategoryDraft => ({
  kind: 'complaint',
  key,
  icon,
  names: n(...names),
  guidance: n(...guidance),
  places: ['premises', 'area'],
  priceFrom: null,
  priceTo: null,
  urgent: false,
  skill: 'general',
  checklist: [],
  safetyNotes: null,
  defaultUrgency: 2,
  defaultImpact: 3,
  ...more,
})

/** What comes back when it is not put right for good is looked at again, before it is settled. */
const lasting = { followUp: 'always' } as const

export const complaintCategories: CategoryDraft[] = [
  about(
    'complainAttitude',
    'person',
    ['服务态度', 'Conduct of staff'],
    [
      '请写明时间、岗位或姓名和事情经过；被投诉人看不到您的投诉。',
      'Write when, who and what happened. Whom it is about does not see it.',
    ],
    { concerns: 'staff' },
  ),
  about(
    'complainTimeliness',
    'today',
    ['处理不及时', 'Slow or no response'],
    [
      '请写明原来的单号或报修时间，我们核对每一步的时间。',
      'Name the number or date of your request; we check the time of every step.',
    ],
  ),
  about(
    'complainFacility',
    'wrench',
    ['设施设备', 'Facilities'],
    [
      '请写明设施和位置；急需维修的，请同时报修。',
      'Name facility and place; what must be repaired at once please report as a repair too.',
    ],
    lasting,
  ),
  about(
    'complainNoise',
    'bell',
    ['邻里噪音', 'Noise from neighbours'],
    [
      '请写明哪一户、什么声音、什么时段；我们上门劝导，不会透露是谁投诉的。正在打斗或危及安全的，请先拨打 110。',
      'Say where it comes from, what it is and when; we speak with them and never say who complained. In danger call 110 first.',
    ],
    { concerns: 'neighbour' },
  ),
  about(
    'complainCharges',
    'list',
    ['收费问题', 'Charges'],
    [
      '请写明费用项目和月份；我们会提供收费标准和明细。',
      'Name charge and month; we give you the standard and the details.',
    ],
  ),
  about(
    'complainEnvironment',
    'drain',
    ['环境卫生', 'Cleanliness and greenery'],
    ['请写明位置和持续时间，附上照片。', 'Name the place and how long it lasts; add a photo.'],
  ),
  about(
    'complainSecurity',
    'intercom',
    ['安全秩序', 'Security and order'],
    ['门岗、巡逻、车辆秩序等问题；紧急情况请先拨打 110。', 'Gates, patrols, traffic; in an emergency call 110 first.'],
    lasting,
  ),
  about(
    'complainTransparency',
    'outage',
    ['信息公开', 'Disclosure'],
    [
      '请写明希望公开的内容，我们会向您公布并更新公示。',
      'Say what should be disclosed; we tell you and update the notice board.',
    ],
  ),
  about(
    'complainOther',
    'more',
    ['其他投诉', 'Something else'],
    ['请写明事情经过和您的诉求。', 'Write what happened and what you ask for.'],
  ),
]
