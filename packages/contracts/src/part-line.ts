import { moneyText, partTotal } from './money.ts'
import { partPayerNames } from './names.ts'
import type { UsedPart } from './parts-used.ts'

/** A part that was used as people read it: `2 个 × ¥28.00`, what it comes to, who pays. */
export const partLineOf = (part: UsedPart) => ({
  name: part.name,
  quantity: `${part.quantity} ${part.unit} × ${moneyText(part.unitPrice)}`,
  amount: moneyText(partTotal(part)),
  payer: partPayerNames[part.payer],
})
