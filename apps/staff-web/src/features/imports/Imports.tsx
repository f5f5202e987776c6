import { IMPORT_SUBJECTS, type ImportSubject, importSubjectNames, type Role } from '@sims/contracts/web'
import { dayAndTime, EmptyState, ErrorNotice, Loading, useLocale, useNames, useNow } from '@sims/ui'
import { Segmented } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { useList } from '../../shared/api.ts'
import { LoadMore } from '../../shared/list/LoadMore.tsx'
import { areas, holdsEverywhere, useSession } from '../../shared/session.ts'
import { BringFile } from './BringFile.tsx'
import styles from './imports.module.css'
import { StateTag } from './StateTag.tsx'
import { useText } from './texts.ts'
import { Ways } from './Ways.tsx'

const rolesOf: Record<ImportSubject, readonly Role[]> = {
  history: areas.importsHistory,
  places: areas.importsPlaces,
  customers: areas.importsCustomers,
  staff: areas.importsStaff,
}

/** What can come as a table, the place to bring one, and every import there was. */
export function Imports() {
  const t = useText()
  const nameOf = useNames()
  const session = useSession()
  const [search, setSearch] = useSearchParams()
  const subjects = IMPORT_SUBJECTS.filter((subject) => holdsEverywhere(session, rolesOf[subject]))
  const asked = search.get('subject')
  const subject = subjects.find((one) => one === asked) ?? subjects[0]
  if (!subject) return null
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <div className={styles.subjects}>
          <Segmented
            aria-label={t('subject')}
            value={subject}
            options={subjects.map((value) => ({ value, label: nameOf(importSubjectNames[value]) }))}
            onChange={(value) => setSearch({ subject: value }, { replace: true })}
          />
        </div>
        <p>{t(`lead_${subject}`)}</p>
      </header>
      {subject === 'history' ? <BringFile subject={subject} mode="new" /> : <Ways subject={subject} />}
      <Before subject={subject} />
    </div>
  )
}

/** The imports of a subject, the newest first. */
function Before({ subject }: { subject: ImportSubject }) {
  const t = useText()
  const locale = useLocale()
  const now = useNow()
  const list = useList('listImports', { limit: 25, subject })
  return (
    <>
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
    </>
  )
}
