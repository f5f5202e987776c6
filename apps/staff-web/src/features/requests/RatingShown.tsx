import type { ServiceRequest } from '@sims/contracts/web'
import { RatingStars } from '@sims/ui'
import styles from '../../shared/record/frame.module.css'
import { Facts } from '../../shared/record/Section.tsx'
import { useText } from './texts.ts'

export function RatingShown({ rating }: { rating: NonNullable<ServiceRequest['rating']> }) {
  const t = useText()
  const stars = (key: 'overall' | 'speed' | 'service') =>
    [t(key), <RatingStars key={key} label={t(key)} value={rating[key]} />] as const
  return (
    <>
      <Facts facts={[stars('overall'), stars('speed'), stars('service')]} />
      {rating.text && <p className={styles.words}>{rating.text}</p>}
    </>
  )
}
