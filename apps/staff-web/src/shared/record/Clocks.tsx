import type { RecordClock } from '@sims/contracts/web'
import { DueTime, dayAndTime, useLocale, useNames, useNow } from '@sims/ui'
import styles from './record.module.css'
import { useRecordText } from './texts.ts'

/** The clocks of a record, each with its state; why it is due then is one click away. */
export function Clocks({ clocks }: { clocks: readonly RecordClock[] }) {
  const t = useRecordText()
  const nameOf = useNames()
  return (
    <ul className={styles.clocks}>
      {clocks.map((clock) => (
        <li key={clock.name + clock.startedAt} className={styles.clock}>
          <span className={styles.clockName}>
            {nameOf(clock.names)}
            <span className={styles.clockKind}>{t(clock.kind)}</span>
            {clock.belowSpecification && <span className={styles.below}>{t('belowSpecification')}</span>}
          </span>
          <ClockState clock={clock} />
        </li>
      ))}
    </ul>
  )
}

function ClockState({ clock }: { clock: RecordClock }) {
  const t = useRecordText()
  const locale = useLocale()
  const now = useNow()
  const at = (instant: string | null) => (instant ? dayAndTime(new Date(instant), now, locale) : '')
  switch (clock.state) {
    case 'met':
      return <span className={styles.paused}>{t('met', { time: at(clock.metAt) })}</span>
    case 'breached':
      return clock.metAt ? (
        <span className={styles.breached}>{t('metLate', { time: at(clock.metAt) })}</span>
      ) : (
        <DueTime dueAt={clock.dueAt} explanation={clock.explanation} />
      )
    case 'paused':
      return <span className={styles.paused}>{t('paused')}</span>
    case 'cancelled':
      return <span className={styles.paused}>{t('cancelled')}</span>
    default:
      if (clock.kind === 'timer')
        return (
          <span className={styles.paused} title={clock.explanation}>
            {at(clock.dueAt) || clock.explanation}
          </span>
        )
      return clock.dueAt ? (
        <DueTime dueAt={clock.dueAt} explanation={clock.explanation} />
      ) : (
        // what it waits for, such as the working days of a year
        <span className={styles.unknown}>{clock.explanation}</span>
      )
  }
}
