import {
  type ListedPermit,
  PERMIT_QUEUES,
  type PermitStanding,
  permitKindNames,
  permitStandingNames,
} from '@sims/contracts/web'
import { dayAndTime, EmptyState, ErrorNotice, Loading, useLocale, useNames, useNow } from '@sims/ui'
import { Segmented, Select } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { useApi, useList } from '../../shared/api.ts'
import { LoadMore } from '../../shared/list/LoadMore.tsx'
import { Tag, type Tone } from '../../shared/sheet/Tag.tsx'
import styles from './permits.module.css'
import { useText } from './texts.ts'

const tones: Partial<Record<PermitStanding, Tone>> = { asked: 'warn', inForce: 'good', expired: 'danger' }

/** Permits for dangerous work: what goes on now, what waits for a decision, all there was. */
export function Permits() {
  const t = useText()
  const [search, setSearch] = useSearchParams()
  const queue = PERMIT_QUEUES.find((one) => one === search.get('queue')) ?? 'open'
  const communityId = search.get('community') ?? undefined
  const communities = useApi('listCommunities', undefined, { staleTime: 600_000 })
  const list = useList('listPermits', { queue, communityId, limit: 25 })
  const put = (name: string, value: string | undefined) =>
    setSearch(
      (before) => {
        if (value) before.set(name, value)
        else before.delete(name)
        return before
      },
      { replace: true },
    )
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </header>
      <div className={styles.bar}>
        <Segmented
          className={styles.tabs}
          value={queue}
          options={PERMIT_QUEUES.map((value) => ({ value, label: t(`queue_${value}`) }))}
          onChange={(value) => put('queue', value)}
        />
        {(communities.data?.items.length ?? 0) > 1 && (
          <Select
            aria-label={t('allCommunities')}
            placeholder={t('allCommunities')}
            allowClear
            popupMatchSelectWidth={false}
            value={communityId}
            options={communities.data?.items.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value?: string) => put('community', value)}
          />
        )}
      </div>
      {list.isPending && <Loading />}
      <ErrorNotice error={list.error} retry={() => void list.refetch()} />
      {list.isSuccess && list.items.length === 0 && <EmptyState title={t(`none_${queue}`)} />}
      {list.items.length > 0 && (
        <section className={styles.card} aria-label={t('title')}>
          <Table permits={list.items} />
          <LoadMore list={list} />
        </section>
      )}
    </div>
  )
}

function Table({ permits }: { permits: readonly ListedPermit[] }) {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  const now = useNow()
  const at = (moment: string) => dayAndTime(new Date(moment), now, locale)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{t('permit')}</th>
          <th>{t('standing')}</th>
          <th>{t('validity')}</th>
          <th>{t('order')}</th>
          <th>{t('where')}</th>
          <th>{t('guardian')}</th>
          <th>{t('applicant')}</th>
        </tr>
      </thead>
      <tbody>
        {permits.map((permit) => (
          <tr key={permit.id}>
            <th scope="row">
              {nameOf(permitKindNames[permit.kind])}
              <span className={styles.number}>{permit.number}</span>
            </th>
            <td>
              <Tag tone={tones[permit.standing]}>{nameOf(permitStandingNames[permit.standing])}</Tag>
            </td>
            <td className={`${styles.time} ${styles.wide}`}>
              {at(permit.validFrom)}
              <br />– {at(permit.validTo)}
            </td>
            <td className={styles.wide}>
              <Link to={`/orders/${permit.order.id}`}>{permit.order.number}</Link>
              <small>{nameOf(permit.order.categoryNames)}</small>
            </td>
            <td className={styles.wide}>
              {permit.order.communityName} {permit.order.placeName}
              <small>{permit.work}</small>
            </td>
            <td>{permit.guardian}</td>
            <td>{permit.askedBy}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
