import { careKindNames, type OrderVisit } from '@sims/contracts/web'
import { dayAndTime, useLocale, useNames, useNow, VisitTime } from '@sims/ui'
import { Facts, Section } from '../../shared/record/Section.tsx'
import own from './orders.module.css'
import { useText } from './texts.ts'

/** Work in somebody's home: when somebody comes, what is to be minded there, how it was entered. */
export function Visit({ visit }: { visit: OrderVisit }) {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  const now = useNow()
  const { agreed, badge, care, careNote } = visit
  return (
    <Section title={t('visit')}>
      {care.length > 0 && (
        <p className={own.needed}>
          {t('twoGo', { why: care.map((kind) => nameOf(careKindNames[kind])).join(t('and')) })}
          {careNote && ` ${careNote}`}
        </p>
      )}
      <Facts
        facts={[
          [t('agreed'), agreed ? <VisitTime {...agreed} /> : t('notAgreed')],
          [t('changed'), visit.changes > 0 ? t('times', { n: visit.changes }) : null],
          [t('nobodyHome'), visit.nobodyHome > 0 ? t('times', { n: visit.nobodyHome }) : null],
          [t('badge'), badge && t(`badge_${badge.by}`, { time: dayAndTime(new Date(badge.at), now, locale) })],
          [t('companion'), visit.companion],
        ]}
      />
    </Section>
  )
}
