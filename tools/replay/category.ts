import { choice } from './ids.ts'

/** Words by which a reader sorts a message into the company's categories; the first line that fits counts. */
const WORDS: readonly [category: string, words: RegExp][] = [
  ['lift', /电梯|扶梯/],
  ['gas', /燃气|天然气|煤气/],
  ['fireSafety', /消防|火灾|灭火|起火/],
  ['blockedDrain', /下水道|排污|污水|堵塞|化粪池/],
  ['supplyOutage', /停水|停电|断水|断电|供水|供电/],
  ['waterLeak', /漏水|水管|水压|自来水|积水/],
  ['wallSeepage', /渗水|渗漏|外墙|墙面|裂缝/],
  ['publicLighting', /路灯|照明|亮化/],
  ['lighting', /电路|电线|跳闸/],
  ['accessControl', /门禁|对讲|保安|监控/],
  ['airConditioning', /空调|暖气|供暖|通风/],
  ['doorsLocks', /门窗|窗户|大门|门锁/],
  ['roads', /道路|马路|路面|井盖|坑洼|停车|人行道/],
]

export interface Offered {
  key: string
  places: readonly ('premises' | 'area')[]
  urgent: boolean
}
export interface Places {
  premises: readonly { id: string }[]
  areas: readonly { id: string }[]
}

/** The category of a message among those that the company offers; `other`, or the first, when no word fits. */
export function categoryOf(text: string, offered: readonly Offered[]): Offered {
  const fits = WORDS.find(([key, words]) => words.test(text) && offered.some((category) => category.key === key))
  const found = offered.find((category) => category.key === (fits?.[0] ?? 'other')) ?? offered[0]
  if (!found) throw new Error('the company offers no category for repairs')
  return found
}

/** The place of a message: one of the resident's own premises or common areas, always the same for the same number. */
export function placeOf(number: string, category: Offered, { premises, areas }: Places): { id: string; own: boolean } {
  const own = category.places.includes('premises') ? premises.map(({ id }) => ({ id, own: true })) : []
  const common = category.places.includes('area') ? areas.map(({ id }) => ({ id, own: false })) : []
  const from = own.length > 0 && (common.length === 0 || choice(`${number} where`, 2) === 0) ? own : common
  const place = from[choice(`${number} place`, from.length)]
  if (!place) throw new Error(`the resident has no place for ${category.key}`)
  return place
}
