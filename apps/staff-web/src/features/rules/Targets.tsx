import type { CategoryContent, CategoryTarget } from '@sims/contracts/web'
import { Form, InputNumber, Select } from 'antd'
import styles from './category.module.css'
import { clockName } from './category-words.ts'
import { useText } from './texts.ts'

type Targets = CategoryContent['targets']
const UNITS = ['elapsedHours', 'openingHours', 'workingDays'] as const
const OFFERED = ['onSite', 'result']

interface TargetsProps {
  targets: Targets
  onChange: (targets: Targets) => void
}

/** A category's own internal targets; a clock without one runs as its process says. */
export function Targets({ targets, onChange }: TargetsProps) {
  const t = useText()
  const set = (clock: string, target: CategoryTarget | null) => {
    const { [clock]: _, ...others } = targets
    onChange(target ? { ...others, [clock]: target } : others)
  }
  return (
    <Form.Item label={t('f_targets')} extra={t('targetsHint')}>
      <div className={styles.checklist}>
        {[...new Set([...OFFERED, ...Object.keys(targets)])].map((clock) => {
          const target = targets[clock]
          return (
            <div key={clock} className={styles.target}>
              <span>{clockName(t, clock)}</span>
              <InputNumber
                className={styles.wide}
                aria-label={clockName(t, clock)}
                min={0.25}
                max={1000}
                value={target ? amountOf(target) : null}
                placeholder={t('target_none')}
                onChange={(amount) => set(clock, amount ? targetOf(target?.kind ?? 'elapsedHours', amount) : null)}
              />
              <Select
                aria-label={t('f_targets')}
                disabled={!target}
                value={target?.kind ?? 'elapsedHours'}
                options={UNITS.map((value) => ({ value, label: t(`unit_${value}`) }))}
                onChange={(kind) => target && set(clock, targetOf(kind, amountOf(target)))}
              />
            </div>
          )
        })}
      </div>
    </Form.Item>
  )
}

const amountOf = (target: CategoryTarget): number => (target.kind === 'workingDays' ? target.days : target.hours)
const targetOf = (kind: CategoryTarget['kind'], amount: number): CategoryTarget =>
  kind === 'workingDays' ? { kind, days: Math.max(1, Math.round(amount)) } : { kind, hours: amount }
