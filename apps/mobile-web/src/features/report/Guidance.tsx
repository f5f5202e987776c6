import type { Category } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { CategoryIcon, Icon } from '../../shared/ui/icons.tsx'
import styles from './DetailsPage.module.css'
import { priceText } from './price.ts'
import { useText } from './texts.ts'

/** Before anything is filled in: what to do at once, and what it will cost. */
export function Guidance({ category }: { category: Category }) {
  const t = useText()
  const nameOf = useNames()
  return (
    <section className={styles.guidance}>
      <div className={styles.category}>
        <CategoryIcon name={category.icon} />
        <h2>{nameOf(category.names)}</h2>
        <span className={styles.price}>{priceText(category, t)}</span>
      </div>
      <p className={category.urgent ? styles.atOnce : undefined}>
        {category.urgent && <Icon name="alert" />}
        <span>{nameOf(category.guidance)}</span>
      </p>
    </section>
  )
}
