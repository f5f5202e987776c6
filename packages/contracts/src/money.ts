/** What the lines of a quote come to, in fen. */
export const totalOf = (items: readonly { quantity: number; unitPrice: number }[]): number =>
  items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0)

/** Fen as people read them: `¥1,280.00`. */
export const moneyText = (fen: number): string =>
  `¥${(fen / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`

/** What one line of parts comes to, in whole fen: quantities may have hundredths. */
export const partTotal = ({ quantity, unitPrice }: { quantity: number; unitPrice: number }): number =>
  Math.round(quantity * unitPrice)
