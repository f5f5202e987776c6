import { dayAndTime, EmptyState, ErrorNotice, Loading, useLocale, useNow } from '@sims/ui'
import { Link } from 'react-router'
import { useList } from '../../shared/api.ts'
import { LoadMore } from '../../shared/list/LoadMore.tsx'
import { BringFile } from './BringFile.tsx'
import styles from './imports.module.css'
import { StateTag } from './StateTag.tsx'
import { useText } from './texts.ts'

/** Every import of history there was, and the place to begin another. */
export function Imports() {
  const t = useText()
  const locale = useLocale()
  const now = useNow()
  const list = useList('listImports', { limit: 25 })
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </header>
      <BringFile />
      {list.isPending && <Loading />}
      <ErrorNotice error={list.error} retry={() => void list.refetch()} />
      {list.isSuccess && list.items.length === 0 && <EmptyState title={t('none')} hint={t('noneHint')} />}
      {list.items.length > 0 && (
        <section className={styles.card} aria-label={t('list')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t('file')}</th>
                <th>{t('state')}</th>
                <th className={styles.number}>{t('rows')}</th>
                <th>{t('by')}</th>
                <th>{t('at')}</th>
              </tr>
            </thead>
            <tbody>
              {list.items.map((run) => (
                <tr key={run.id}>
                  <th scope="row">
                    <Link to={`/imports/${run.id}`}>{run.fileName}</Link>
                  </th>
                  <td>
                    <StateTag run={run} />
                  </td>
                  <td className={styles.number}>{run.rows}</td>
                  <td>{run.createdByName}</td>
                  <td>{dayAndTime(new Date(run.createdAt), now, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <LoadMore list={list} />
        </section>
      )}
    </div>
  )
}
