import { moneyText, PRICE_ITEM_KINDS, type PriceItem, priceItemKindNames, totalOf } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { FieldGroup, Select, TextInput } from '../../ui/Field.tsx'
import type { ControlProps } from '../control.ts'
import { useText } from '../texts.ts'
import { MoneyControl } from './numbers.tsx'
import styles from './price-items.module.css'

/** A line while it is written; what is not filled in is left out, so that the server names it. */
type Draft = Partial<PriceItem> & Pick<PriceItem, 'kind'>
const LABOUR: Draft = { kind: 'labour', quantity: 1 }

/** The lines of a quote, each with what it is for, how many and for how much; the sum grows as they are written. */
export function PriceItemsControl({ label, field, fault, onChange }: ControlProps) {
  const t = useText()
  const nameOf = useNames()
  const [lines, setLines] = useState<(Draft & { key: number })[]>([{ ...LABOUR, key: 0 }])
  const change = (next: typeof lines) => {
    setLines(next)
    const written = next.filter(({ name, unitPrice }) => name?.trim() || unitPrice !== undefined)
    onChange(written.map(({ key: _, ...line }) => line))
  }
  const put = (key: number, part: Partial<PriceItem>) =>
    change(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const whole = lines.map(({ quantity = 0, unitPrice = 0 }) => ({ quantity, unitPrice }))
  return (
    <FieldGroup label={label} required={field.required} fault={fault}>
      {lines.map((line, index) => (
        <fieldset key={line.key} className={styles.line} aria-label={t('line', { number: index + 1 })}>
          <div className={styles.what}>
            <Select
              label={t('itemKind')}
              value={line.kind}
              empty={t('choose')}
              choices={PRICE_ITEM_KINDS.map((kind) => ({ value: kind, label: nameOf(priceItemKindNames[kind]) }))}
              onChange={(kind) => kind && put(line.key, { kind: kind as PriceItem['kind'] })}
            />
            <TextInput
              label={t('itemName')}
              maxLength={60}
              value={line.name ?? ''}
              onChange={(event) => put(line.key, { name: event.target.value })}
            />
          </div>
          <div className={styles.much}>
            <TextInput
              label={t('quantity')}
              inputMode="numeric"
              value={line.quantity ?? ''}
              onChange={(event) => {
                const digits = event.target.value.replace(/\D/g, '').slice(0, 3)
                put(line.key, { quantity: digits === '' ? undefined : Number(digits) })
              }}
            />
            <MoneyControl
              field={{ ...field, type: 'money' }}
              label={t('unitPrice')}
              value={line.unitPrice}
              onChange={(fen) => put(line.key, { unitPrice: fen as number | undefined })}
              onBusy={() => {}}
            />
            {lines.length > 1 && (
              <Button kind="quiet" onClick={() => change(lines.filter(({ key }) => key !== line.key))}>
                {t('removeLine')}
              </Button>
            )}
          </div>
        </fieldset>
      ))}
      <div className={styles.foot}>
        <Button
          onClick={() =>
            change([...lines, { kind: 'parts', quantity: 1, key: Math.max(...lines.map(({ key }) => key)) + 1 }])
          }
        >
          {t('addLine')}
        </Button>
        <p>
          {t('total')} <strong>{moneyText(totalOf(whole))}</strong>
        </p>
      </div>
    </FieldGroup>
  )
}

/** The quote that is spoken of: shown, not chosen. */
export function QuoteControl({ field, label }: ControlProps) {
  const nameOf = useNames()
  const [quote] = field.options ?? []
  return (
    <p className={styles.quote}>
      <span>{label}</span>
      <strong>{quote && nameOf(quote.names)}</strong>
    </p>
  )
}
