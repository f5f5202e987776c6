import { useAnswer } from '../../shared/api.ts'
import { Card } from '../../shared/ui/Card.tsx'
import styles from './MePage.module.css'
import { useText } from './texts.ts'

/** The premises that a resident can report for, and whether staff have confirmed them. */
export function MyPremises() {
  const t = useText()
  const { data } = useAnswer('myPlaces')
  if (!data || data.premises.length === 0) return null
  return (
    <Card title={t('premises')}>
      <ul>
        {data.premises.map((place) => (
          <li key={place.id} className={styles.row}>
            <span>
              {place.communityName} {place.fullName}
            </span>
            <span className={styles.soft}>{t(place.verified ? 'verified' : 'unverified')}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
