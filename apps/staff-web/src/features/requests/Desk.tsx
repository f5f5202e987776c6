import { useCallback, useMemo } from 'react'
import { Outlet, useLocation, useMatch, useNavigate, useSearchParams } from 'react-router'
import styles from '../../shared/list/desk.module.css'
import { FilterBar } from './FilterBar.tsx'
import { type Filters, readFilters, writeFilters } from './filters.ts'
import { Queues } from './Queues.tsx'
import { RequestList } from './RequestList.tsx'

/** The desk: queues, the list with its clocks, and beside it the record that is open. */
export function Desk() {
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const match = useMatch('/requests/:id')
  const openId = match?.params.id === 'new' ? undefined : match?.params.id
  const filters = useMemo(() => readFilters(search), [search])
  const setFilters = useCallback(
    (next: Filters) => navigate({ pathname, search: writeFilters(next).toString() }, { replace: true }),
    [navigate, pathname],
  )
  return (
    <div className={openId ? `${styles.desk} ${styles.open}` : styles.desk}>
      <Queues filters={filters} setFilters={setFilters} />
      <div className={styles.middle}>
        <FilterBar filters={filters} setFilters={setFilters} />
        <RequestList key={writeFilters(filters).toString()} filters={filters} setFilters={setFilters} openId={openId} />
      </div>
      <Outlet />
    </div>
  )
}
