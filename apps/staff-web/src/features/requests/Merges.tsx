import { requestKindNames, type ServiceRequest } from '@sims/contracts/web'
import { dayAndTime, PhaseTag, useLocale, useNames, useNow } from '@sims/ui'
import { Link } from 'react-router'
import styles from '../../shared/record/frame.module.css'
import { Section } from '../../shared/record/Section.tsx'
import { useText } from './texts.ts'

/**
 * The request in which this one goes on, what it was before, those that go on in it, and what it repeats; nothing when it
 * stands alone.
 */
export function Merges({
  request: { mergedInto, convertedInto, convertedFrom, merged, repeats },
}: {
  request: ServiceRequest
}) {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  const now = useNow()
  return (
    <>
      {mergedInto && (
        <Section title={t('mergedInto')}>
          <span className={styles.orderHead}>
            {mergedInto.id ? <Link to={`/requests/${mergedInto.id}`}>{mergedInto.number}</Link> : mergedInto.number}
            <PhaseTag phase={mergedInto.phase}>{nameOf(mergedInto.stateNames)}</PhaseTag>
          </span>
          {mergedInto.answer && <p>{mergedInto.answer}</p>}
        </Section>
      )}
      {convertedInto && (
        <Section title={t('convertedInto', { kind: nameOf(requestKindNames[convertedInto.kind]) })}>
          <Converted other={convertedInto} />
        </Section>
      )}
      {convertedFrom && (
        <Section title={t('convertedFrom', { kind: nameOf(requestKindNames[convertedFrom.kind]) })}>
          <Converted other={convertedFrom} />
        </Section>
      )}
      {merged.length > 0 && (
        <Section title={t('merged')}>
          <ul className={styles.orders}>
            {merged.map((one) => (
              <li key={one.id}>
                <span className={styles.orderHead}>
                  <Link to={`/requests/${one.id}`}>{one.number}</Link>
                  <span className={styles.quiet}>{dayAndTime(new Date(one.reportedAt), now, locale)}</span>
                </span>
                <span>{one.placeName}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {repeats.length > 0 && (
        <Section title={t('repeats', { count: repeats.length })}>
          <ul className={styles.orders}>
            {repeats.map((one) => (
              <li key={one.id}>
                <span className={styles.orderHead}>
                  <Link to={`/requests/${one.id}`}>{one.number}</Link>
                  <span className={styles.quiet}>{dayAndTime(new Date(one.reportedAt), now, locale)}</span>
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Converted({ other }: { other: NonNullable<ServiceRequest['convertedInto']> }) {
  const nameOf = useNames()
  return (
    <span className={styles.orderHead}>
      <Link to={`/requests/${other.id}`}>{other.number}</Link>
      <PhaseTag phase={other.phase}>{nameOf(other.stateNames)}</PhaseTag>
    </span>
  )
}
