import type { ProcessClock } from '@sims/contracts/web'
import { dayNumber, useNames } from '@sims/ui'
import styles from './process.module.css'
import { useProcessText } from './texts.ts'

const DAY = 86_400_000

interface ClockTargetsProps {
  clocks: readonly ProcessClock[]
  /** names of clocks with which something is wrong */
  wrong?: ReadonlySet<string>
  chosen?: string | undefined
}

/** The clocks of a process with what they give, special cases first, as the engine reads them. */
export function ClockTargets({ clocks, wrong, chosen }: ClockTargetsProps) {
  const t = useProcessText()
  const nameOf = useNames()
  if (clocks.length === 0) return null
  return (
    <table className={styles.clocks} aria-label={t('clocks')}>
      <thead>
        <tr>
          <th scope="col">{t('clock')}</th>
          <th scope="col">{t('target')}</th>
          <th scope="col">{t('nature')}</th>
        </tr>
      </thead>
      <tbody>
        {clocks.map((clock) => {
          const target = nameOf(clock.target)
          return (
            <tr
              key={clock.name}
              className={[wrong?.has(clock.name) && styles.wrong, chosen === clock.name && styles.chosen]
                .filter(Boolean)
                .join(' ')}
            >
              <th scope="row">
                <span className={styles.name}>
                  {nameOf(clock.names)}
                  {clock.below && <span className={styles.below}>{t('below')}</span>}
                </span>
              </th>
              <td>
                {clock.cases.map((one) => (
                  <div key={one.when.en}>{t('case', { when: nameOf(one.when), target: nameOf(one.target) })}</div>
                ))}
                <div>{clock.cases.length > 0 ? t('otherwise', { target }) : target}</div>
                {clock.below && <Below below={clock.below} />}
              </td>
              <td>{t(clock.kind)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What the Specification has instead, why the company gives less, and for how long. */
function Below({ below }: { below: NonNullable<ProcessClock['below']> }) {
  const t = useProcessText()
  const nameOf = useNames()
  const { clause, promised, until, reason } = below
  const over = until !== null && Date.parse(until) / DAY < dayNumber(new Date())
  return (
    <div className={styles.exception}>
      {t('specification', { clause, promised: nameOf(promised) })}
      {until && ` · ${t(over ? 'exceptionOver' : 'exception', { until })}`}
      {reason && ` · ${t('because', { reason })}`}
    </div>
  )
}
