import type { ProcessClock } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import styles from './process.module.css'
import { useProcessText } from './texts.ts'

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
              <th scope="row">{nameOf(clock.names)}</th>
              <td>
                {clock.cases.map((one) => (
                  <div key={one.when.en}>{t('case', { when: nameOf(one.when), target: nameOf(one.target) })}</div>
                ))}
                <div>{clock.cases.length > 0 ? t('otherwise', { target }) : target}</div>
              </td>
              <td>{t(clock.kind)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
