import { priorityOf } from './priority.ts'

// biome-ignore format: a list of words
/** Words for danger to life. They may only raise an urgency; "nobody is trapped" raises it too, on the safe side. */
const SAFETY = [
  '困人', '被困', '困在', '关在电梯', '燃气泄漏', '燃气味', '煤气味', '漏气', '着火', '起火', '失火', '火灾', '冒烟', '漏电',
  '触电', '爆管', '爆炸', '坠落', '高空抛物', '坍塌', '塌陷', '火花', '焦味', '溺水',
] as const

/** What people say about each of the shipped categories; an organization's own ones are found by their names. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  lift: ['电梯', '扶梯', '轿厢', '困人', '困在'],
  gas: ['燃气', '煤气', '天然气', '漏气', '液化气'],
  fireSafety: ['消防', '灭火器', '着火', '起火', '火灾', '烟感', '喷淋'],
  waterLeak: ['漏水', '水管', '爆管', '龙头', '滴水', '水表', '马桶'],
  supplyOutage: ['停水', '停电', '断水', '断电', '没水', '没电', '水压'],
  lighting: ['跳闸', '插座', '漏电', '触电', '电线', '开关', '灯泡', '灯不亮'],
  doorsLocks: ['门锁', '开锁', '换锁', '窗户', '玻璃', '房门', '纱窗'],
  airConditioning: ['空调', '新风', '通风', '暖气', '不制冷'],
  wallSeepage: ['渗水', '渗漏', '墙面', '外墙', '发霉', '裂缝', '墙皮'],
  blockedDrain: ['堵塞', '堵了', '下水道', '地漏', '污水', '反水', '化粪池'],
  publicLighting: ['路灯', '楼道灯', '声控灯', '走廊灯', '公共照明', '地库灯'],
  accessControl: ['门禁', '对讲', '刷卡', '道闸', '单元门'],
  roads: ['井盖', '路面', '道路', '坑洼', '塌陷', '地砖', '健身器材'],
}

/** Compatibility forms folded, small letters. */
const normalized = (text: string) => text.normalize('NFKC').toLowerCase()

export interface Suggestible {
  key: string
  /** in all languages */
  names: readonly string[]
  defaultUrgency: number
  defaultImpact: number
}

/** The safety words that stand in a text. */
export function safetyWords(text: string): string[] {
  const said = normalized(text)
  return SAFETY.filter((word) => said.includes(word))
}

/**
 * The likeliest categories, best first, at most `most`. A word counts its length, since a longer one says more; a
 * category's own name counts as one of its words. Words that stand there are the reason. Pure counting: no text is
 * learned from.
 */
export function suggestCategories<C extends Suggestible>(text: string, categories: readonly C[], most = 3) {
  const said = normalized(text)
  return categories
    .map((category) => {
      const known = [...new Set([...(WORDS[category.key] ?? []), ...category.names.map(normalized)])]
      const words = known.filter((word) => word !== '' && said.includes(word))
      return { category, words, score: words.reduce((sum, word) => sum + word.length, 0) }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
}

/**
 * Urgency (1 high … 3 low) and priority of a text in a category, by the organization's matrix: what the category starts
 * with, and the highest urgency when a safety word stands there. Never lower than the category's own, not even under a
 * matrix that reads more urgency as less priority.
 */
export function suggestPriority(
  text: string,
  category: Pick<Suggestible, 'defaultUrgency' | 'defaultImpact'>,
  cells: readonly (readonly number[])[],
) {
  const words = safetyWords(text)
  const usual = priorityOf(cells, category.defaultUrgency, category.defaultImpact)
  const raised = priorityOf(cells, 1, category.defaultImpact)
  return words.length > 0 && raised <= usual
    ? { urgency: 1, priority: raised, words }
    : { urgency: category.defaultUrgency, priority: usual, words }
}
