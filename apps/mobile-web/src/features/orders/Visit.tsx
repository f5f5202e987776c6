import { careKindNames, type OrderVisit } from '@sims/contracts/web'
import { dayAndTime, useLocale, useNames, useNow, VisitTime } from '@sims/ui'
import { Card, Facts } from '../../shared/ui/Card.tsx'
import styles from './orders.module.css'
import { useText } from './texts.ts'

/** Work in somebody's home: when to come, what to mind there, how it was entered. */
export function Visit({ visit }: { visit: OrderVisit }) {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  const now = useNow()
  const { agreed, badge, care, careNote } = visit
  return (
    <Card title={t('visit')}>
      {care.length > 0 && (
        <p className={styles.needed}>
          {t('twoGo', { why: care.map((kind) => nameOf(careKindNames[kind])).join(t('and')) })}
          {careNote && ` ${careNote}`}
        </p>
      )}
      <Facts
        rows={[
          [t('agreed'), agreed ? <VisitTime {...agreed} /> : t('notAgreed')],
          [t('changed'), visit.changes > 0 ? t('times', { n: visit.changes }) : null],
          [t('nobodyHome'), visit.nobodyHome > 0 ? t('times', { n: visit.nobodyHome }) : null],
          [t('badge'), badge && t(`badge_${badge.by}`, { time: dayAndTime(new Date(badge.at), now, locale) })],
          [t('companion'), visit.companion],
        ]}
      />
    </Card>
  )
}
