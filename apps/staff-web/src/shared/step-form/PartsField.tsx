import { moneyText, PART_PAYERS, partPayerNames, partTotal, type UsedPart } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { AutoComplete, Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useList } from '../api.ts'
import { CloseIcon } from '../icons.tsx'
import { useSharedText } from '../texts.ts'
import { useDebounced } from '../use-debounced.ts'
import styles from './parts.module.css'

/** A line while it is written; what is not filled in is left out, so that the server names it. */
export type PartDraft = Partial<UsedPart> & Pick<UsedPart, 'payer'>

interface PartsFieldProps {
  /** given by the form */
  id?: string
  value?: readonly PartDraft[]
  onChange?: (lines: PartDraft[]) => void
}

/** What an order has used: each line from the register, whose price then holds, or as it is written. */
export function PartsField({ id, value, onChange }: PartsFieldProps) {
  const t = useSharedText()
  const [lines, setLines] = useState<(PartDraft & { key: number })[]>(() =>
    (value?.length ? value : [{ payer: 'company' as const }]).map((line, key) => ({ ...line, key })),
  )
  const change = (next: typeof lines) => {
    setLines(next)
    onChange?.(next.filter(({ name }) => name?.trim()).map(({ key: _, ...line }) => line))
  }
  const put = (key: number, more: Partial<PartDraft>) =>
    change(lines.map((line) => (line.key === key ? { ...line, ...more } : line)))
  const total = lines.reduce((sum, line) => sum + partTotal({ quantity: 0, unitPrice: 0, ...line }), 0)
  return (
    <div className={styles.parts} id={id}>
      {lines.map((line) => (
        <PartLine
          key={line.key}
          line={line}
          put={(more) => put(line.key, more)}
          remove={() => change(lines.filter(({ key }) => key !== line.key))}
        />
      ))}
      <div className={styles.foot}>
        <Button
          onClick={() =>
            change([...lines, { payer: 'company', key: Math.max(-1, ...lines.map(({ key }) => key)) + 1 }])
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

interface PartLineProps {
  line: PartDraft
  put: (more: Partial<PartDraft>) => void
  remove: () => void
}

function PartLine({ line, put, remove }: PartLineProps) {
  const t = useSharedText()
  const nameOf = useNames()
  const registered = typeof line.partId === 'string'
  const q = useDebounced((line.name ?? '').trim())
  const found = useList('listParts', { q, active: 'true', limit: 10 }, q !== '' && !registered)
  return (
    <fieldset className={styles.line} aria-label={line.name ?? t('itemName')}>
      <AutoComplete
        className={styles.name}
        aria-label={t('itemName')}
        placeholder={t('partSearch')}
        value={line.name ?? ''}
        maxLength={60}
        options={found.items.map((part) => ({
          value: part.name,
          label: `${part.name}（${moneyText(part.price)}/${part.unit}）`,
          part,
        }))}
        onChange={(name: string) => put({ name, partId: null })}
        onSelect={(_: string, { part }) =>
          put({ partId: part.id, name: part.name, unit: part.unit, unitPrice: part.price })
        }
      />
      <InputNumber
        aria-label={t('quantity')}
        placeholder={t('quantity')}
        min={0.01}
        max={9999}
        precision={undefined}
        value={line.quantity}
        onChange={(quantity) => put({ quantity: quantity ?? undefined })}
      />
      <Input
        aria-label={t('unit')}
        placeholder={t('unit')}
        maxLength={10}
        disabled={registered}
        value={line.unit ?? ''}
        onChange={({ target }) => put({ unit: target.value })}
      />
      <InputNumber
        aria-label={t('unitPrice')}
        placeholder={t('unitPrice')}
        min={0}
        precision={2}
        suffix={t('yuan')}
        disabled={registered}
        value={line.unitPrice === undefined ? null : line.unitPrice / 100}
        onChange={(yuan) => put({ unitPrice: yuan === null ? undefined : Math.round(yuan * 100) })}
      />
      <Select
        aria-label={t('payer')}
        value={line.payer}
        options={PART_PAYERS.map((payer) => ({ value: payer, label: nameOf(partPayerNames[payer]) }))}
        onChange={(payer) => put({ payer })}
      />
      <Button type="text" icon={<CloseIcon size={14} />} aria-label={t('remove')} onClick={remove} />
    </fieldset>
  )
}
