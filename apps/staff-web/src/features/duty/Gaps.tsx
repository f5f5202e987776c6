import { dutyPostNames } from '@sims/contracts/web'
import { useLocale, useNames } from '@sims/ui'
import type { Opened } from './Duty.tsx'
import { dayText, type Period } from './days.ts'
import styles from './duty.module.css'
import type { Gap } from './gaps.ts'
import { useText } from './texts.ts'

const SHOWN = 6

/** Where nobody is on duty in the period, in words; each leads to the form that fills it. */
export function Gaps({ gaps, period, open }: { gaps: readonly Gap[]; period: Period; open?: (what: Opened) => void }) {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  const own = gaps.filter(({ date }) => date >= period.from && date <= period.to)
  if (own.length === 0) return <p className={styles.noGap}>{t('noGap')}</p>
  const wordsOf = ({ date, post, part }: Gap) =>
    t(part === 'night' ? 'gapNightOn' : 'gapDayOn', {
      day: dayText(date, locale),
      post: nameOf(dutyPostNames[post]),
    })
  return (
    <section className={styles.gaps} aria-label={t('gapCount', { count: own.length })}>
      <strong>{t('gapCount', { count: own.length })}</strong>
      <ul>
        {own.slice(0, SHOWN).map((gap) => (
          <li key={gap.date + gap.part + gap.post}>
            {open ? (
              <button
                type="button"
                onClick={() => open({ date: gap.date, post: gap.post, night: gap.part === 'night' })}
              >
                {wordsOf(gap)}
              </button>
            ) : (
              wordsOf(gap)
            )}
          </li>
        ))}
        {own.length > SHOWN && <li>{t('gapMore', { count: own.length - SHOWN })}</li>}
      </ul>
    </section>
  )
}
