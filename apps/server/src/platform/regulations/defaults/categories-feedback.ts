import type { RequestKind } from '@sims/contracts'
import { type CategoryDraft, n } from './parts.ts'

type Names = [zh: string, en: string]
const plain = { priceFrom: null, priceTo: null, urgent: false, skill: 'general' } as const

/** A category of words rather than work: nothing to bring along, nothing to pay. */
const words = (
  kind: RequestKind,
  key: string,
  icon: string,
  names: Names,
  guidance: Names,
  more: Partial<CategoryDraft> = {},
): CategoryDraft => ({
  kind,
  key,
  icon,
  names: n(...names),
  guidance: n(...guidance),
  places: ['premises', 'area'],
  ...plain,
  checklist: [],
  safetyNotes: null,
  defaultUrgency: 3,
  defaultImpact: 3,
  ...more,
})
const seen = (key: string, icon: string, names: Names, guidance: Names, more: Partial<CategoryDraft> = {}) =>
  words('report', key, icon, names, guidance, { places: ['area'], defaultImpact: 2, ...more })

/** What residents report from common areas, ask, propose and praise. */
export const feedbackCategories: CategoryDraft[] = [
  seen(
    'blockedEscape',
    'fire',
    ['占用消防通道', 'Blocked escape route'],
    ['请拍清楚位置和占用物；车辆请注明车牌。', 'Show the spot and what blocks it; of a car note the number plate.'],
    { urgent: true, defaultUrgency: 1, defaultImpact: 1 },
  ),
  seen(
    'indoorCharging',
    'bulb',
    ['电动车违规充电', 'Unsafe e-bike charging'],
    [
      '请注明楼栋、单元和楼层；发现冒烟请立即远离并拨打 119。',
      'Say which floor. If it smokes leave at once and call 119.',
    ],
    { urgent: true, defaultUrgency: 1, defaultImpact: 1 },
  ),
  seen(
    'cleaning',
    'drain',
    ['环境卫生', 'Cleanliness'],
    ['垃圾未清、污渍、异味、蚊虫鼠害，请注明具体位置。', 'Litter, stains, smells or pests: say exactly where.'],
  ),
  seen(
    'greening',
    'wall',
    ['绿化养护', 'Greenery'],
    [
      '枯枝、树木倾倒、遮挡光线或毁绿占绿，请拍照说明。',
      'Dead or leaning trees, lost light, damaged beds: send a photo.',
    ],
  ),
  seen(
    'parkingDisorder',
    'road',
    ['车辆乱停放', 'Disorderly parking'],
    ['请注明车牌和位置，方便联系车主挪车。', 'Note number plate and spot, so that we can reach the owner.'],
  ),
  seen(
    'disturbance',
    'alert',
    ['噪音扰民', 'Noise'],
    [
      '请说明声音来源、时间段；违反治安管理的可同时拨打 110。',
      'Say where it comes from and when; call 110 for a breach of the peace.',
    ],
    { places: ['premises', 'area'] },
  ),
  seen(
    'otherMatter',
    'more',
    ['其他报事', 'Something else'],
    ['请说明看到了什么、在哪里。', 'Say what you saw, and where.'],
  ),
  words(
    'inquiry',
    'askCharges',
    'list',
    ['收费与账单', 'Charges and bills'],
    ['请写明房屋和想了解的费用、月份。', 'Name your premises, the charge and the month.'],
  ),
  words(
    'inquiry',
    'askProcedure',
    'door',
    ['办事流程', 'How to …'],
    [
      '装修、搬家、车位、门禁卡等手续，请写明要办的事情。',
      'Renovation, moving, parking, entry cards: say what you want to do.',
    ],
  ),
  words(
    'inquiry',
    'askRules',
    'intercom',
    ['制度与公示', 'Rules and disclosures'],
    [
      '管理规约、公共收益、维修资金等，请写明想了解的内容。',
      'Rules, common income, maintenance fund: say what you want to know.',
    ],
  ),
  words(
    'inquiry',
    'askOther',
    'more',
    ['其他咨询', 'Another question'],
    ['请写明您的问题。', 'Write down your question.'],
  ),
  words(
    'suggestion',
    'suggestService',
    'person',
    ['服务改进', 'Better service'],
    ['请说说哪里可以做得更好、您希望怎么做。', 'Say what could be better, and how you would do it.'],
  ),
  words(
    'suggestion',
    'suggestFacility',
    'wrench',
    ['设施与环境', 'Facilities and surroundings'],
    ['请写明位置和您的想法，附上照片更直观。', 'Name the place and your idea; a photo helps.'],
  ),
  words(
    'suggestion',
    'suggestActivity',
    'today',
    ['社区活动', 'Activities'],
    ['想参加或组织什么活动，都可以告诉我们。', 'Tell us what you would like to join or organize.'],
  ),
  words(
    'praise',
    'praiseStaff',
    'person',
    ['表扬员工', 'A member of staff'],
    ['请写下员工姓名或岗位、时间和事情经过。', 'Write the name or post, when it was, and what happened.'],
  ),
  words(
    'praise',
    'praiseTeam',
    'tick',
    ['表扬班组', 'A team'],
    ['如保洁班、维修班，请写下时间和事情经过。', 'Such as cleaners or technicians: write when and what happened.'],
  ),
]
