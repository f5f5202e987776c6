import type { Category } from '@sims/contracts/web'
import type { Translate } from '@sims/ui'

const yuan = (fen: number) => (fen / 100).toLocaleString('en', { maximumFractionDigits: 2 })

/** `免费`, `30–300 元`, `30 元起`, `300 元以内`. */
export function priceText(
  { priceFrom, priceTo }: Pick<Category, 'priceFrom' | 'priceTo'>,
  t: Translate<'free' | 'range' | 'from' | 'upTo' | 'exact'>,
): string {
  if (priceFrom === null && priceTo === null) return t('free')
  if (priceTo === null) return t('from', { from: yuan(priceFrom ?? 0) })
  if (priceFrom === null) return t('upTo', { to: yuan(priceTo) })
  if (priceFrom === priceTo) return t('exact', { price: yuan(priceTo) })
  return t('range', { from: yuan(priceFrom), to: yuan(priceTo) })
}
