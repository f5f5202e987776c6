import { EmptyState, ErrorNotice, Loading } from '@sims/ui'
import { Button, Input, type InputRef } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Link, Outlet, useMatch, useSearchParams } from 'react-router'
import { useApi } from '../../shared/api.ts'
import { PlusIcon, QrIcon, SearchIcon } from '../../shared/icons.tsx'
import desk from '../../shared/list/desk.module.css'
import { useRowKeys } from '../../shared/list/use-row-keys.ts'
import { PlacePicker } from '../../shared/pickers/PlacePicker.tsx'
import { useMay } from '../../shared/session.ts'
import { useDebounced } from '../../shared/use-debounced.ts'
import { useShortcuts } from '../../shared/use-shortcuts.ts'
import { CustomerRow } from './CustomerRow.tsx'
import styles from './customers.module.css'
import { useText } from './texts.ts'

const AddCustomer = lazy(() => import('./AddCustomer.tsx'))
const Invitation = lazy(() => import('./Invitation.tsx'))

/** Customers are found, not listed: by words or by premises; the record opens beside the results. */
export function Customers() {
  const t = useText()
  const mayCare = useMay('customerCare')
  const open = useMatch('/customers/:id')?.params.id
  const [adding, setAdding] = useState(false)
  const [inviting, setInviting] = useState(false)
  const [premisesId, setPremisesId] = useState<string>()
  const [byPremises, setByPremises] = useState(false)
  const [search, setSearch] = useSearchParams()
  const [words, setWords] = useState(search.get('q') ?? '')
  const q = useDebounced(words.trim())
  const box = useRef<InputRef>(null)
  useShortcuts({ '/': () => box.current?.focus({ cursor: 'all' }) })
  useEffect(() => setSearch(q ? { q } : {}, { replace: true }), [q, setSearch])

  return (
    <div className={`${styles.page} ${open ? styles.open : ''}`}>
      <div className={desk.middle}>
        <div className={styles.tools}>
          {byPremises ? (
            <div className={styles.cascade}>
              <PlacePicker premisesOnly onChange={setPremisesId} />
            </div>
          ) : (
            <Input
              ref={box}
              className={desk.search}
              type="search"
              autoFocus={!open}
              aria-label={t('search')}
              placeholder={t('search')}
              prefix={<SearchIcon size={16} />}
              maxLength={50}
              allowClear
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          )}
          <Button
            type="link"
            size="small"
            onClick={() => {
              setByPremises(!byPremises)
              setPremisesId(undefined)
            }}
          >
            {t(byPremises ? 'byWords' : 'byPremises')}
          </Button>
          <span className={desk.grow} />
          {mayCare && (
            <>
              <Link className={styles.verify} to="/residencies">
                {t('toVerify')}
              </Link>
              <Button icon={<QrIcon size={16} />} onClick={() => setInviting(true)}>
                {t('invite')}
              </Button>
              <Button icon={<PlusIcon size={16} />} onClick={() => setAdding(true)}>
                {t('add')}
              </Button>
            </>
          )}
        </div>
        <Results q={byPremises ? '' : q} premisesId={premisesId} open={open} />
      </div>
      <Outlet />
      <Suspense fallback={null}>
        {adding && <AddCustomer close={() => setAdding(false)} />}
        {inviting && <Invitation close={() => setInviting(false)} />}
      </Suspense>
    </div>
  )
}

interface ResultsProps {
  q: string
  premisesId: string | undefined
  open: string | undefined
}

function Results({ q, premisesId, open }: ResultsProps) {
  const t = useText()
  const mayCare = useMay('customerCare')
  const asked = q.length > 0 || premisesId !== undefined
  const query = { ...(q ? { q } : {}), ...(premisesId ? { premisesId } : {}), limit: 50 }
  const found = useApi('listCustomers', { query }, { enabled: asked, keep: true })
  const rows = useRef<HTMLUListElement>(null)
  useRowKeys(rows)
  if (!asked) return <EmptyState title={t('start')} hint={t('startHint')} />
  if (found.error)
    return (
      <div className={desk.notice}>
        <ErrorNotice error={found.error} retry={() => void found.refetch()} />
      </div>
    )
  if (!found.data) return <Loading />
  const household = premisesId && mayCare && (
    <p className={styles.household}>
      <Link to={`/premises/${premisesId}`}>{t('openHousehold')}</Link>
    </p>
  )
  if (found.data.items.length === 0)
    return (
      <>
        {household}
        <EmptyState title={t('none')} hint={t('noneHint')} />
      </>
    )
  return (
    <div className={desk.scroll}>
      {household}
      <ul ref={rows} aria-label={t('list')}>
        {found.data.items.map((customer) => (
          <CustomerRow key={customer.id} customer={customer} open={customer.id === open} />
        ))}
      </ul>
    </div>
  )
}
