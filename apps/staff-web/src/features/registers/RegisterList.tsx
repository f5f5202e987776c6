import { EmptyState, ErrorNotice, Loading } from '@sims/ui'
import { Button, Input, type InputRef } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { useList } from '../../shared/api.ts'
import { SearchIcon } from '../../shared/icons.tsx'
import styles from '../../shared/list/desk.module.css'
import { LoadMore } from '../../shared/list/LoadMore.tsx'
import { useRowKeys } from '../../shared/list/use-row-keys.ts'
import { useDebounced } from '../../shared/use-debounced.ts'
import { useShortcuts } from '../../shared/use-shortcuts.ts'
import own from './registers.module.css'
import type { RegisterName } from './registers.ts'
import { useText } from './texts.ts'

export interface RegisterListProps {
  openId: string | undefined
  /** the button that enters something new, for those who keep the register */
  add: ReactNode
}

/** Filters as they stand in the address, so that a list can be shared. */
export function useFilters() {
  const [search, setSearch] = useSearchParams()
  return {
    get: (name: string) => search.get(name) ?? undefined,
    put: (name: string, value: string | undefined) =>
      setSearch(
        (before) => {
          if (value) before.set(name, value)
          else before.delete(name)
          return before
        },
        { replace: true },
      ),
    any: [...search.keys()].length > 0,
    clear: () => setSearch({}, { replace: true }),
  }
}

interface FrameProps extends RegisterListProps {
  register: RegisterName
  filters: ReactNode
  headings: readonly string[]
  list: ReturnType<typeof useList>
  rows: ReactNode
}

/** The middle of a register: search and filters above, one row an entry below. */
export function RegisterFrame({ register, add, filters, headings, list, rows }: FrameProps) {
  const t = useText()
  const { get, put, any, clear } = useFilters()
  const [words, setWords] = useState(get('q') ?? '')
  const q = useDebounced(words.trim())
  const box = useRef<InputRef>(null)
  const items = useRef<HTMLUListElement>(null)
  useShortcuts({ '/': () => box.current?.focus({ cursor: 'all' }) })
  useRowKeys(items)
  useEffect(() => put('q', q || undefined), [q])
  const reset = () => {
    setWords('')
    clear()
  }
  return (
    <div className={`${styles.middle} ${own[register]}`}>
      <div className={styles.filters}>
        <Input
          ref={box}
          className={styles.search}
          type="search"
          aria-label={t(`search_${register}`)}
          placeholder={t(`search_${register}`)}
          prefix={<SearchIcon size={16} />}
          maxLength={50}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {filters}
        <span className={styles.grow} />
        {add}
      </div>
      {list.isPending && <Loading />}
      {list.error && list.items.length === 0 && (
        <div className={styles.notice}>
          <ErrorNotice error={list.error} retry={() => void list.refetch()} />
        </div>
      )}
      {list.isSuccess && list.items.length === 0 && (
        <EmptyState
          title={t(any ? 'emptyFiltered' : 'empty')}
          {...(any ? { action: <Button onClick={reset}>{t('clearFilters')}</Button> } : { hint: t('emptyHint') })}
        />
      )}
      {list.items.length > 0 && (
        <div className={styles.scroll}>
          <div className={`${styles.columns} ${own.headings}`}>
            {headings.map((heading) => (
              <span key={heading}>{heading}</span>
            ))}
          </div>
          <ul ref={items} aria-label={t('list')}>
            {rows}
          </ul>
          <LoadMore list={list} />
        </div>
      )}
    </div>
  )
}
