import { type BothNames, useLocale, useNames } from './i18n.ts'
import styles from './Permit.module.css'
import { PhaseTag } from './PhaseTag.tsx'
import { useText } from './texts.ts'
import { dayAndTime } from './time.ts'
import { useNow } from './use-now.ts'
import { VisitTime } from './Visit.tsx'

interface PermitProps {
  title: string
  standing: { name: string; tone: 'wait' | 'work' | 'done' | 'over' }
  work: string
  measures: readonly BothNames[]
  guardian: string
  validFrom: string
  validTo: string
  /** who did what to it */
  asked: { by: string; at: string }
  decided: { by: string; at: string; words: string | null } | null
  closed: { by: string; at: string } | null
}

/** the colour of a phase that means as much */
const tones = { wait: 'new', work: 'executing', done: 'settled', over: 'cancelled' } as const

/** A permit for dangerous work as it hangs at the site: what, until when, who watches, against what. */
export function Permit({ title, standing, work, measures, guardian, validFrom, validTo, ...story }: PermitProps) {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  const now = useNow()
  const at = (moment: string) => dayAndTime(new Date(moment), now, locale)
  const { asked, decided, closed } = story
  return (
    <article className={styles.permit}>
      <header>
        <strong>{title}</strong>
        <PhaseTag phase={tones[standing.tone]}>{standing.name}</PhaseTag>
      </header>
      <p className={styles.work}>{work}</p>
      <dl>
        <dt>{t('validity')}</dt>
        <dd>
          <VisitTime from={validFrom} to={validTo} />
        </dd>
        <dt>{t('guardian')}</dt>
        <dd>{guardian}</dd>
      </dl>
      {measures.length > 0 && (
        <ul>
          {measures.map((one) => (
            <li key={one['zh-CN']}>{nameOf(one)}</li>
          ))}
        </ul>
      )}
      <div className={styles.story}>
        <p>{t('askedBy', { name: asked.by, time: at(asked.at) })}</p>
        {decided && <p>{t('decidedBy', { name: decided.by, time: at(decided.at) })}</p>}
        {closed && <p>{t('closedBy', { name: closed.by, time: at(closed.at) })}</p>}
      </div>
      {decided?.words && <p className={styles.words}>{decided.words}</p>}
    </article>
  )
}
