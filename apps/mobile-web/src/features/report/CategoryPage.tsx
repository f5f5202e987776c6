import type { Category } from '@sims/contracts/web'
import { EmptyState, ErrorNotice, Loading, useNames } from '@sims/ui'
import { Link } from 'react-router'
import { useAnswer } from '../../shared/api.ts'
import { CategoryIcon } from '../../shared/ui/icons.tsx'
import { Page } from '../../shared/ui/Page.tsx'
import styles from './CategoryPage.module.css'
import { repairs } from './repairs.ts'
import { useText } from './texts.ts'

/** What is broken? Category first: it decides what to do at once, what it costs and who comes. */
export default function CategoryPage() {
  const t = useText()
  const { data, error, refetch } = useAnswer('listCategories', repairs)
  return (
    <Page title={t('title')} back="/">
      <h2 className={styles.question}>{t('what')}</h2>
      {!data && !error && <Loading />}
      {error && <ErrorNotice error={error} retry={refetch} />}
      {data?.items.length === 0 && <EmptyState title={t('noCategories')} hint={t('noCategoriesHint')} />}
      <ul className={styles.grid}>
        {data?.items.map((category) => (
          <li key={category.key}>
            <Tile category={category} />
          </li>
        ))}
      </ul>
    </Page>
  )
}

function Tile({ category }: { category: Category }) {
  const t = useText()
  const nameOf = useNames()
  return (
    <Link className={styles.tile} to={`/report/${category.key}`}>
      <CategoryIcon name={category.icon} />
      <span>{nameOf(category.names)}</span>
      {category.urgent && <small className={styles.urgent}>{t('urgent')}</small>}
    </Link>
  )
}
