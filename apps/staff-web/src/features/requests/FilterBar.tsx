import { PHASES, phaseNames, REQUEST_KINDS, requestKindNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Button, Input, type InputRef, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../../shared/api.ts'
import { CloseIcon, SearchIcon } from '../../shared/icons.tsx'
import styles from '../../shared/list/desk.module.css'
import { useShortcuts } from '../../shared/use-shortcuts.ts'
import { type Filters, isFiltered } from './filters.ts'
import { useText } from './texts.ts'

interface FilterBarProps {
  filters: Filters
  setFilters: (filters: Filters) => void
}

/** ms after the last key until the search goes out */
const pause = 300
const rarely = 600_000

/** Search and filters; they stand in the address. A search looks in every queue. */
export function FilterBar({ filters, setFilters }: FilterBarProps) {
  const t = useText()
  const nameOf = useNames()
  const communities = useApi('listCommunities', undefined, { staleTime: rarely })
  const categories = useApi('listCategories', undefined, { staleTime: rarely })
  const all = categories.data?.items ?? []
  const kinds = REQUEST_KINDS.filter((kind) => all.some((category) => category.kind === kind))
  const offered = all.filter((category) => !filters.kind || category.kind === filters.kind)
  const box = useRef<InputRef>(null)
  const [words, setWords] = useState(filters.q ?? '')
  useShortcuts({ '/': () => box.current?.focus({ cursor: 'all' }) })
  useEffect(() => setWords(filters.q ?? ''), [filters.q])
  useEffect(() => {
    const q = words.trim() || undefined
    if (q === filters.q) return
    const timer = setTimeout(() => setFilters({ ...filters, q, ...(q ? { queue: 'all' } : {}) }), pause)
    return () => clearTimeout(timer)
  }, [words, filters, setFilters])

  return (
    <search className={styles.filters}>
      <Input
        ref={box}
        className={styles.search}
        type="search"
        aria-label={t('search')}
        aria-keyshortcuts="/"
        placeholder={t('search')}
        prefix={<SearchIcon size={16} />}
        suffix={
          words ? undefined : (
            <span className="key" aria-hidden="true">
              /
            </span>
          )
        }
        maxLength={100}
        allowClear
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') box.current?.blur()
        }}
      />
      {(communities.data?.items.length ?? 0) > 1 && (
        <Select
          className={styles.filter}
          aria-label={t('allCommunities')}
          placeholder={t('allCommunities')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          value={filters.communityId}
          options={communities.data?.items.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(communityId) => setFilters({ ...filters, communityId })}
        />
      )}
      <Select
        className={styles.filter}
        aria-label={t('allKinds')}
        placeholder={t('allKinds')}
        allowClear
        popupMatchSelectWidth={false}
        value={filters.kind}
        options={kinds.map((kind) => ({ value: kind, label: nameOf(requestKindNames[kind]) }))}
        onChange={(kind) => setFilters({ ...filters, kind, category: undefined })}
      />
      <Select
        className={styles.filter}
        aria-label={t('allCategories')}
        placeholder={t('allCategories')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={filters.category}
        options={offered.map(({ key, names }) => ({ value: key, label: nameOf(names) }))}
        onChange={(category) => setFilters({ ...filters, category })}
      />
      <Select
        className={styles.filter}
        aria-label={t('allPhases')}
        placeholder={t('allPhases')}
        allowClear
        popupMatchSelectWidth={false}
        value={filters.phase}
        options={PHASES.map((phase) => ({ value: phase, label: nameOf(phaseNames[phase]) }))}
        onChange={(phase) => setFilters({ ...filters, phase })}
      />
      {filters.customerId && (
        <Button
          size="small"
          icon={<CloseIcon size={12} />}
          iconPlacement="end"
          onClick={() => setFilters({ ...filters, customerId: undefined })}
        >
          {t('ofCustomer')}
        </Button>
      )}
      {isFiltered(filters) && (
        <Button type="link" size="small" onClick={() => setFilters({ queue: filters.queue })}>
          {t('clearFilters')}
        </Button>
      )}
    </search>
  )
}
