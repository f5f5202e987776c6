import { moneyText, PART_PAYERS, partPayerNames, partTotal, type UsedPart } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { useState } from 'react'
import { useAnswer } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { FieldGroup, Select, TextInput } from '../../ui/Field.tsx'
import type { ControlProps } from '../control.ts'
import { useText } from '../texts.ts'
import { MoneyControl } from './numbers.tsx'
import styles from './price-items.module.css'

/** A line while it is written; what is not filled in is left out, so that the server names it. */
type Draft = Partial<UsedPart> & Pick<UsedPart, 'payer'>

const catalogue = { query: { active: 'true' as const, limit: 100 } }

/** What an order has used: each line from the register, whose price then holds, or as it is written. */
export function PartsControl({ label, field, value, fault, onChange }: ControlProps) {
  const t = useText()
  const nameOf = useNames()
  const known = useAnswer('listParts', catalogue).data?.items ?? []
  const [lines, setLines] = useState<(Draft & { key: number })[]>(() =>
    (Array.isArray(value) && value.length > 0 ? (value as Draft[]) : [{ payer: 'company' as const }]).map(
      (line, key) => ({ ...line, key }),
    ),
  )
  const change = (next: typeof lines) => {
    setLines(next)
    onChange(next.filter(({ name }) => name?.trim()).map(({ key: _, ...line }) => line))
  }
  const put = (key: number, more: Partial<Draft>) =>
    change(lines.map((line) => (line.key === key ? { ...line, ...more } : line)))
  const choose = (key: number, partId: string) => {
    const part = known.find(({ id }) => id === partId)
    put(key, part ? { partId, name: part.name, unit: part.unit, unitPrice: part.price } : { partId: null })
  }
  const total = lines.reduce((sum, line) => sum + partTotal({ quantity: 0, unitPrice: 0, ...line }), 0)
  return (
    <FieldGroup label={label} required={field.required} fault={fault}>
      {lines.map((line, index) => (
        <fieldset key={line.key} className={styles.line} aria-label={t('line', { number: index + 1 })}>
          <Select
            label={t('partOf')}
            value={line.partId ?? ''}
            empty={t('partByHand')}
            choices={known.map((part) => ({
              value: part.id,
              label: `${part.name} ${moneyText(part.price)}/${part.unit}`,
            }))}
            onChange={(partId) => choose(line.key, partId)}
          />
          {!line.partId && (
            <div className={styles.what}>
              <TextInput
                label={t('itemName')}
                maxLength={60}
                value={line.name ?? ''}
                onChange={(event) => put(line.key, { name: event.target.value })}
              />
              <TextInput
                label={t('unit')}
                maxLength={10}
                value={line.unit ?? ''}
                onChange={(event) => put(line.key, { unit: event.target.value })}
              />
            </div>
          )}
          <div className={styles.much}>
            <Quantity value={line.quantity} onChange={(quantity) => put(line.key, { quantity })} />
            {!line.partId && (
              <MoneyControl
                field={{ ...field, type: 'money' }}
                label={t('unitPrice')}
                value={line.unitPrice}
                onChange={(fen) => put(line.key, { unitPrice: fen as number | undefined })}
                onBusy={() => {}}
              />
            )}
            <Select
              label={t('payer')}
              value={line.payer}
              empty={t('choose')}
              choices={PART_PAYERS.map((payer) => ({ value: payer, label: nameOf(partPayerNames[payer]) }))}
              onChange={(payer) => payer && put(line.key, { payer: payer as UsedPart['payer'] })}
            />
          </div>
          <Button kind="quiet" onClick={() => change(lines.filter(({ key }) => key !== line.key))}>
            {t('removeLine')}
          </Button>
        </fieldset>
      ))}
      <div className={styles.foot}>
        <Button
          onClick={() =>
            change([...lines, { payer: 'company', key: Math.max(-1, ...lines.map(({ key }) => key)) + 1 }])
          }
        >
          {t('addLine')}
        </Button>
        <p>
          {t('total')} <strong>{moneyText(total)}</strong>
        </p>
      </div>
    </FieldGroup>
  )
}

/** A quantity with at most two decimals; `2.` is on its way to a number. */
function Quantity({ value, onChange }: { value: number | undefined; onChange: (value: number | undefined) => void }) {
  const t = useText()
  const [typed, setTyped] = useState(value === undefined ? '' : String(value))
  return (
    <TextInput
      label={t('quantity')}
      inputMode="decimal"
      value={typed}
      onChange={(event) => {
        const [text = ''] = event.target.value.match(/^\d{0,4}(\.\d{0,2})?/) ?? []
        setTyped(text)
        onChange(Number(text) > 0 ? Number(text) : undefined)
      }}
    />
  )
}
