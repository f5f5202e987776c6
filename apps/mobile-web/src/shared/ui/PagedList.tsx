import type { Page } from '@sims/contracts/web'
import { EmptyState, ErrorNotice, Loading } from '@sims/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import styles from './PagedList.module.css'
import { useText } from './texts.ts'

interface PagedListProps<T> {
  /** name of the operation first, so that the event stream can refresh it */
  queryKey: [string, ...unknown[]]
  fetchPage: (cursor: string | undefined) => Promise<Page<T>>
  /** another order than the server's, for lists that are fetched whole */
  sort?: (a: T, b: T) => number
  children: (item: T) => ReactNode
  empty: { title: string; hint?: string; action?: ReactNode }
}

/** A list that grows by its cursor. */
export function PagedList<T extends { id: string }>({ queryKey, fetchPage, sort, children, empty }: PagedListProps<T>) {
  const t = useText()
  const list = useInfiniteQuery({
    queryKey: [...queryKey, 'pages'],
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
  if (list.isPending) return <Loading />
  if (!list.data) return <ErrorNotice error={list.error} retry={list.refetch} />
  const items = list.data.pages.flatMap((page) => page.items)
  if (sort) items.sort(sort)
  if (items.length === 0) return <EmptyState {...empty} />
  return (
    <>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.id}>{children(item)}</li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button wide busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  )
}
