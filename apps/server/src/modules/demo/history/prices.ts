import type { PriceItem, UsedPart } from '@sims/contracts'
import { isOwn } from './cast.ts'
import { contentOf, urgencyOf } from './stories.ts'
import type { Story } from './story.ts'

const yuan = (amount: number) => amount * 100
const labour = (name: string, price: number): PriceItem => ({
  kind: 'labour',
  name,
  quantity: 1,
  unitPrice: yuan(price),
})

/** What a technician of the demo asks for, by category. Invented, within the ranges of the categories. */
const USUAL: Readonly<Record<string, readonly PriceItem[]>> = {
  waterLeak: [labour('上门检修水管', 60), { kind: 'parts', name: '密封件及接头', quantity: 1, unitPrice: yuan(28) }],
  lighting: [labour('电路检修', 50), { kind: 'parts', name: '开关插座', quantity: 1, unitPrice: yuan(32) }],
  doorsLocks: [labour('门窗锁具维修', 60), { kind: 'parts', name: '五金配件', quantity: 1, unitPrice: yuan(45) }],
  airConditioning: [labour('空调通风检修', 120)],
  wallSeepage: [labour('防水修补', 160), { kind: 'parts', name: '防水材料', quantity: 2, unitPrice: yuan(38) }],
  blockedDrain: [labour('管道疏通', 80)],
}

export const quotedFor = ({ category }: Pick<Story, 'category'>): readonly PriceItem[] => {
  const items = USUAL[category]
  if (!items) throw new Error(`nobody knows what ${category} costs`)
  return items
}

/** Whether the customer pays for it and is asked first: as triage will find (see `perform.ts`), and not in an emergency. */
export const owes = (story: Story): boolean =>
  isOwn(story.place) && contentOf(story).priceFrom !== null && story.warranty !== true && urgencyOf(story) !== 1

/** What was used: as it was quoted where the customer pays, else on the company's account. */
export const partsFor = (story: Story): UsedPart[] =>
  (USUAL[story.category] ?? [])
    .filter(({ kind }) => kind === 'parts')
    .map(({ name, quantity, unitPrice }) => ({
      ...{ partId: null, name, unit: '件', quantity, unitPrice },
      payer: owes(story) ? 'customer' : 'company',
    }))
