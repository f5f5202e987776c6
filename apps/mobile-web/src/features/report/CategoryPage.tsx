import { type Category, requestKindNames } from '@sims/contracts/web'
import { EmptyState, ErrorNotice, Loading, useNames } from '@sims/ui'
import { Link, useSearchParams } from 'react-router'
import { useAnswer } from '../../shared/api.ts'
import { CategoryIcon } from '../../shared/ui/icons.tsx'
import { Page } from '../../shared/ui/Page.tsx'
import styles from './CategoryPage.module.css'
import { kindPath, kindsOf, readKind } from './kinds.ts'
import { useText } from './texts.ts'

/** What is it about? Category first: it decides what to do at once, what it costs and who comes. */
export default function CategoryPage() {
  const t = useText()
  const nameOf = useNames()
  const [search] = useSearchParams()
  const kind = readKind(search.get('kind'))
  const { data, error, refetch } = useAnswer('listCategories')
  const offered = data?.items.filter((category) => category.kind === kind)
  return (
    <Page title={t(`title_${kind}`)} back="/">
      {data && (
        <nav className={styles.kinds} aria-label={t('kinds')}>
          {kindsOf(data.items).map((one) => (
            <Link key={one} to={kindPath(one)} replace aria-current={one === kind ? 'page' : undefined}>
              {nameOf(requestKindNames[one])}
            </Link>
          ))}
        </nav>
      )}
      <h2 className={styles.question}>{t(`what_${kind}`)}</h2>
      {!data && !error && <Loading />}
      {error && <ErrorNotice error={error} retry={refetch} />}
      {offered?.length === 0 && <EmptyState title={t('noCategories')} hint={t('noCategoriesHint')} />}
      <ul className={styles.grid}>
        {offered?.map((category) => (
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
