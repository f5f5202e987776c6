import { SKILLS, type StaffMember } from '@sims/contracts/web'
import { EmptyState, ErrorNotice, Loading, useNames } from '@sims/ui'
import { Button, Select } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useApi, useList } from '../../shared/api.ts'
import { PlusIcon } from '../../shared/icons.tsx'
import desk from '../../shared/list/desk.module.css'
import { LoadMore } from '../../shared/list/LoadMore.tsx'
import { useMay } from '../../shared/session.ts'
import { skillNames } from '../../shared/skills.ts'
import { StaffRow } from './StaffRow.tsx'
import styles from './staff.module.css'
import { useText } from './texts.ts'

const AddStaff = lazy(() => import('./AddStaff.tsx'))
const ResetPassword = lazy(() => import('./ResetPassword.tsx'))

/** Who works where as what; the system administrator adds people and resets passwords. */
export function Staff() {
  const t = useText()
  const nameOf = useNames()
  const mayChange = useMay('staffAdministration')
  const [search, setSearch] = useSearchParams()
  const communityId = search.get('community') ?? undefined
  const skill = search.get('skill') ?? undefined
  const put = (name: string, value: string | undefined) => {
    if (value) search.set(name, value)
    else search.delete(name)
    setSearch(search, { replace: true })
  }
  const communities = useApi('listCommunities', undefined, { staleTime: 600_000 })
  const list = useList('listStaff', { communityId, skill, limit: 50 })
  const [adding, setAdding] = useState(false)
  const [resetting, setResetting] = useState<StaffMember | null>(null)
  const places = communities.data?.items ?? []
  return (
    <div className={styles.page}>
      <div className={desk.middle}>
        <div className={desk.filters}>
          {places.length > 1 && (
            <Select
              className={desk.filter}
              aria-label={t('allCommunities')}
              placeholder={t('allCommunities')}
              allowClear
              popupMatchSelectWidth={false}
              value={communityId}
              options={places.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(value?: string) => put('community', value)}
            />
          )}
          <Select
            className={desk.filter}
            aria-label={t('allSkills')}
            placeholder={t('allSkills')}
            allowClear
            popupMatchSelectWidth={false}
            value={skill}
            options={SKILLS.map((value) => ({ value, label: nameOf(skillNames(value)) }))}
            onChange={(value?: string) => put('skill', value)}
          />
          <span className={desk.grow} />
          {mayChange && (
            <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setAdding(true)}>
              {t('add')}
            </Button>
          )}
        </div>
        {list.isPending && <Loading />}
        {list.error && list.items.length === 0 && (
          <div className={desk.notice}>
            <ErrorNotice error={list.error} retry={() => void list.refetch()} />
          </div>
        )}
        {list.isSuccess && list.items.length === 0 && <EmptyState title={t('none')} hint={t('noneHint')} />}
        {list.items.length > 0 && (
          <div className={desk.scroll}>
            <table className={styles.table} aria-label={t('list')}>
              <thead>
                <tr>
                  <th>{t('number')}</th>
                  <th>{t('name')}</th>
                  <th>{t('roles')}</th>
                  <th>{t('skills')}</th>
                  <th>{t('phone')}</th>
                  <th>{t('account')}</th>
                  <th className={styles.count}>{t('openOrders')}</th>
                  {mayChange && <th aria-label={t('reset')} />}
                </tr>
              </thead>
              <tbody>
                {list.items.map((member) => (
                  <StaffRow
                    key={member.id}
                    member={member}
                    communities={places}
                    reset={mayChange ? () => setResetting(member) : undefined}
                  />
                ))}
              </tbody>
            </table>
            <LoadMore list={list} />
          </div>
        )}
      </div>
      <Suspense fallback={null}>
        {adding && <AddStaff close={() => setAdding(false)} />}
        {resetting && <ResetPassword member={resetting} close={() => setResetting(null)} />}
      </Suspense>
    </div>
  )
}
