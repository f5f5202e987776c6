import { DUTY_POSTS, type DutyPost, type DutyShift, dutyPostNames } from '@sims/contracts/web'
import { dayNumber, ErrorNotice, Loading, useLocale, useNames, useNow } from '@sims/ui'
import { Button, Segmented, Select } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useApi } from '../../shared/api.ts'
import { BackIcon, ClockIcon, PlusIcon } from '../../shared/icons.tsx'
import { areas, holdsIn, useMay, useSession } from '../../shared/session.ts'
import { Copies } from './Copies.tsx'
import { type Day, dayOf, dayText, periodOf, turned, type View } from './days.ts'
import styles from './duty.module.css'
import { Gaps } from './Gaps.tsx'
import { gapsByDay } from './gaps.ts'
import { MonthGrid } from './MonthGrid.tsx'
import { OnDutyNow } from './OnDutyNow.tsx'
import { useText } from './texts.ts'
import { useNarrow } from './use-narrow.ts'
import { WeekGrid } from './WeekGrid.tsx'

const ShiftDialog = lazy(() => import('./ShiftDialog.tsx'))
const Changes = lazy(() => import('./Changes.tsx'))

/** In the address and the choice "the whole company" stands beside the communities. */
const COMPANY = 'company'

/** What the dialog is opened with: a shift that is there, or a day and perhaps a post for a new one. */
export type Opened = { shift: DutyShift } | { date: Day; post?: DutyPost; night?: boolean }

/** The duty roster of a community by month or week: who, when, on which post, and where nobody is. */
export function Duty() {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  const session = useSession()
  const mayManage = useMay('dutyManage')
  const narrow = useNarrow()
  const now = useNow()
  const today = dayOf(dayNumber(now))
  const [search, setSearch] = useSearchParams()
  const [opened, setOpened] = useState<Opened>()
  const [history, setHistory] = useState(false)
  const communities = useApi('listCommunities', undefined, { staleTime: 600_000 })
  const chosen = search.get('community') ?? communities.data?.items[0]?.id ?? COMPANY
  const communityId = chosen === COMPANY ? undefined : chosen
  const view: View = search.get('view') === 'week' ? 'week' : 'month'
  const post = DUTY_POSTS.find((one) => one === search.get('post'))
  const period = periodOf(view, search.get('day') ?? today)
  const go = (next: Record<string, string | undefined>) => {
    const all = new URLSearchParams(search)
    for (const [key, value] of Object.entries(next)) value ? all.set(key, value) : all.delete(key)
    setSearch(all, { replace: true })
  }
  const query = { communityId, from: period.shownFrom, to: period.shownTo }
  const roster = useApi('listDuty', { query }, { enabled: communities.isFetched, keep: true })
  const mayEdit = holdsIn(session, areas.dutyManage, communityId ?? null)
  const shown = roster.data && {
    days: roster.data.days,
    shifts: roster.data.shifts.filter((shift) => !post || shift.post === post),
    gaps: gapsByDay(roster.data.gaps).filter((gap) => !post || gap.post === post),
  }
  const grid = shown && { ...shown, period, today, communityId, open: mayEdit ? setOpened : undefined }
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <Select
          aria-label={t('community')}
          className={styles.community}
          value={chosen}
          onChange={(community) => go({ community })}
          options={[
            ...(communities.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []),
            { value: COMPANY, label: t('company') },
          ]}
        />
        <Segmented
          aria-label={t('view')}
          value={view}
          onChange={(next) => go({ view: next })}
          options={(['month', 'week'] as const).map((value) => ({ value, label: t(value) }))}
        />
        <div className={styles.turn}>
          <Button
            type="text"
            aria-label={t('before')}
            icon={<BackIcon size={16} />}
            onClick={() => go({ day: turned(view, period, -1) })}
          />
          <strong>
            {view === 'month'
              ? dayText(period.from, locale, { year: 'numeric', day: undefined })
              : `${dayText(period.from, locale)} – ${dayText(period.to, locale)}`}
          </strong>
          <Button
            type="text"
            aria-label={t('after')}
            className={styles.forward}
            icon={<BackIcon size={16} />}
            onClick={() => go({ day: turned(view, period, 1) })}
          />
          <Button size="small" onClick={() => go({ day: undefined })}>
            {t('today')}
          </Button>
        </div>
        <Select
          aria-label={t('posts')}
          className={styles.post}
          placeholder={t('allPosts')}
          allowClear
          value={post}
          onChange={(next) => go({ post: next })}
          options={DUTY_POSTS.map((value) => ({ value, label: nameOf(dutyPostNames[value]) }))}
        />
        <span className={styles.grow} />
        {mayEdit && <Copies communityId={communityId} view={view} period={period} />}
        <Button icon={<ClockIcon size={16} />} onClick={() => setHistory(true)}>
          {t('changes')}
        </Button>
        {mayEdit && (
          <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setOpened({ date: today })}>
            {t('add')}
          </Button>
        )}
      </header>
      <OnDutyNow communityId={communityId} note={mayManage ? undefined : t('readOnly')} />
      <ErrorNotice error={communities.error ?? roster.error} retry={() => void roster.refetch()} />
      {roster.isPending && <Loading />}
      {grid && (
        <>
          <Gaps gaps={grid.gaps} period={period} open={grid.open} />
          {view === 'month' || narrow ? (
            <MonthGrid {...grid} />
          ) : (
            <WeekGrid {...grid} posts={post ? [post] : DUTY_POSTS} />
          )}
        </>
      )}
      <Suspense>
        {opened && (
          <ShiftDialog
            key={JSON.stringify(opened)}
            opened={opened}
            communityId={communityId}
            close={() => setOpened(undefined)}
          />
        )}
        {history && <Changes query={query} close={() => setHistory(false)} />}
      </Suspense>
    </div>
  )
}
