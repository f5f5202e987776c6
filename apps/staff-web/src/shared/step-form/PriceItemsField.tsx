import { moneyText, PRICE_ITEM_KINDS, priceItemKindNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Button, Input, InputNumber, Select } from 'antd'
import { useId, useState } from 'react'
import { CloseIcon } from '../icons.tsx'
import { useSharedText } from '../texts.ts'
import styles from './price-items.module.css'

/** A line while it is written; `price` in yuan, as it is typed. */
export interface PriceLineDraft {
  kind: (typeof PRICE_ITEM_KINDS)[number]
  name?: string
  quantity?: number | null
  price?: number | null
}

interface PriceItemsFieldProps {
  /** given by the form */
  id?: string
  onChange?: (lines: PriceLineDraft[]) => void
}

/** The lines of a quote as a small table; the sum grows as they are written. */
export function PriceItemsField({ id, onChange }: PriceItemsFieldProps) {
  const t = useSharedText()
  const nameOf = useNames()
  const own = useId()
  const [lines, setLines] = useState<(PriceLineDraft & { key: number })[]>([{ key: 0, kind: 'labour', quantity: 1 }])
  const change = (next: typeof lines) => {
    setLines(next)
    const written = next.filter(({ name, price }) => name?.trim() || typeof price === 'number')
    onChange?.(written.map(({ key: _, ...line }) => line))
  }
  const put = (key: number, part: Partial<PriceLineDraft>) =>
    change(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const total = lines.reduce((sum, { quantity, price }) => sum + (quantity ?? 0) * Math.round((price ?? 0) * 100), 0)
  return (
    <div className={styles.items} id={id}>
      <div className={styles.line} aria-hidden="true">
        {(['itemKind', 'itemName', 'quantity', 'unitPrice'] as const).map((key) => (
          <span key={key} className={styles.head}>
            {t(key)}
          </span>
        ))}
      </div>
      {lines.map((line) => (
        <div key={line.key} className={styles.line}>
          <Select
            aria-label={t('itemKind')}
            value={line.kind}
            options={PRICE_ITEM_KINDS.map((kind) => ({ value: kind, label: nameOf(priceItemKindNames[kind]) }))}
            onChange={(kind) => put(line.key, { kind })}
          />
          <Input
            id={`${own}-${line.key}`}
            aria-label={t('itemName')}
            maxLength={60}
            value={line.name}
            onChange={(event) => put(line.key, { name: event.target.value })}
          />
          <InputNumber
            aria-label={t('quantity')}
            min={1}
            max={999}
            precision={0}
            value={line.quantity}
            onChange={(quantity) => put(line.key, { quantity })}
          />
          <InputNumber
            aria-label={t('unitPrice')}
            min={0}
            precision={2}
            suffix={t('yuan')}
            value={line.price}
            onChange={(price) => put(line.key, { price })}
          />
          <Button
            type="text"
            icon={<CloseIcon size={14} />}
            aria-label={t('remove')}
            disabled={lines.length === 1}
            onClick={() => change(lines.filter(({ key }) => key !== line.key))}
          />
        </div>
      ))}
      <div className={styles.foot}>
        <Button
          onClick={() =>
            change([...lines, { key: Math.max(...lines.map(({ key }) => key)) + 1, kind: 'parts', quantity: 1 }])
          }
        >
          {t('addLine')}
        </Button>
        <span>
          {t('total')} <strong>{moneyText(total)}</strong>
        </span>
      </div>
    </div>
  )
}
