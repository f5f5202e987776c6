import type { FormField } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Checkbox } from 'antd'
import { useSharedText } from '../texts.ts'
import styles from './step-form.module.css'

interface ChecklistProps {
  options: NonNullable<FormField['options']>
  value?: string[]
  onChange?: (ticked: string[]) => void
}

/** Items to tick one below the other; those that must not stay open say so. */
export function Checklist({ options, value = [], onChange }: ChecklistProps) {
  const nameOf = useNames()
  const t = useSharedText()
  return (
    <Checkbox.Group className={styles.checklist} value={value} onChange={onChange}>
      {options.map((option) => (
        <Checkbox key={option.value} value={option.value}>
          {nameOf(option.names)}
          {option.mandatory && <em className={styles.mandatory}>{t('mandatory')}</em>}
        </Checkbox>
      ))}
    </Checkbox.Group>
  )
}
