import type { Names } from './terms.ts'

/** What a notice can fill in: of its record, and of the occasion that it tells of. */
const OF_RECORD = ['number', 'kind', 'category', 'place'] as const
const OF_OCCASION = ['clock', 'due', 'level', 'call', 'year', 'process', 'until', 'home', 'relation', 'hook'] as const
export type Placeholder = (typeof OF_RECORD)[number] | (typeof OF_OCCASION)[number]

const n = (zh: string, en: string): Names => ({ 'zh-CN': zh, en })

export const placeholderNames: Record<Placeholder, Names> = {
  number: n('单号', 'number'),
  kind: n('诉求类型', 'kind of request'),
  category: n('类别', 'category'),
  place: n('位置', 'place'),
  clock: n('时限名称', 'clock'),
  due: n('到期时间', 'due time'),
  level: n('升级级别', 'level'),
  call: n('第几次呼叫', 'number of the call'),
  year: n('年份', 'year'),
  process: n('流程', 'process'),
  until: n('截止日期', 'last day'),
  home: n('房屋', 'premises'),
  relation: n('住户关系', 'relation to the premises'),
  hook: n('推送名称', 'name of the web hook'),
}

/** What stands in their place where a text is shown without an occasion. */
export const placeholderSamples: Record<Placeholder, Names> = {
  number: n('BX100234', 'BX100234'),
  kind: n('报修', 'Repair request'),
  category: n('水管漏水', 'Leaking pipe'),
  place: n('3栋2单元1501', '3栋2单元1501'),
  clock: n('首次响应', 'First response'),
  due: n('3月3日 09:00', '3 March, 09:00'),
  level: n('2', '2'),
  call: n('1', '1'),
  year: n('2027', '2027'),
  process: n('报修流程', 'Repair request'),
  until: n('2027-03-20', '2027-03-20'),
  home: n('3栋2单元1501', '3栋2单元1501'),
  relation: n('租户', 'Lessee'),
  hook: n('工单系统', 'Ticket system'),
}

/** Whatever somebody may have meant as a placeholder in a text, full-width braces and lone ones included. */
export const BRACED = /[{｛][^{}｛｝]*[}｝]?|[}｝]/g

export const braced = (name: Placeholder) => `{${name}}`

interface Occasion {
  fills: readonly (typeof OF_OCCASION)[number][]
  /** without which the text says nothing */
  needs: readonly (typeof OF_OCCASION)[number][]
  /** about the organization instead of a record */
  noRecord?: true
  /** the duty chain says whether it is mailed */
  byChain?: true
}

const occasions: Readonly<Record<string, Occasion>> = {
  clockWarned: { fills: ['clock', 'due'], needs: ['clock', 'due'] },
  clockBreached: { fills: ['clock', 'due'], needs: ['clock', 'due'] },
  clockEscalated: { fills: ['clock', 'due', 'level'], needs: ['clock', 'due'] },
  dutyRung: { fills: ['call'], needs: [], byChain: true },
  calendarMissing: { fills: ['year'], needs: ['year'], noRecord: true },
  residencyClaimed: { fills: ['home', 'relation'], needs: ['home'], noRecord: true },
  residencyVerified: { fills: ['home', 'relation', 'until'], needs: ['home'], noRecord: true },
  residencyRefused: { fills: ['home', 'relation'], needs: ['home'], noRecord: true },
  proxyNamed: { fills: [], needs: [], noRecord: true },
  proxyEnded: { fills: [], needs: [], noRecord: true },
  residencyEnded: { fills: ['home', 'relation'], needs: ['home'], noRecord: true },
  backupFailed: { fills: [], needs: [], noRecord: true },
  drillFailed: { fills: [], needs: [], noRecord: true },
  hookPaused: { fills: ['hook'], needs: ['hook'], noRecord: true },
  exceptionEnded: { fills: ['clock', 'process', 'until'], needs: ['clock', 'process'], noRecord: true },
}

export interface Placeholders {
  allowed: readonly Placeholder[]
  /** those that title and body together must not lack, in each language */
  needed: readonly Placeholder[]
  /** it tells of a record and nothing else, so that any step of a process may order it */
  ofStep: boolean
  /** whether it is mailed is for the duty chain to say */
  byChain: boolean
}

/** What the text of a kind of notice may and must hold. */
export function placeholdersOf(noticeKind: string): Placeholders {
  const occasion = Object.hasOwn(occasions, noticeKind) ? occasions[noticeKind] : undefined
  const { fills = [], needs = [], noRecord = false, byChain = false } = occasion ?? {}
  return {
    allowed: [...(noRecord ? [] : OF_RECORD), ...fills],
    needed: [...(noRecord ? [] : ['number' as const]), ...needs],
    ofStep: !occasion,
    byChain,
  }
}
