import { ErrorNotice } from '@sims/ui'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useSharedText } from '../texts.ts'
import styles from './list.module.css'

interface LoadMoreProps {
  list: {
    items: readonly unknown[]
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    error: Error | null
    fetchNextPage: () => unknown
  }
}

/** The end of a list: reads the next page when it comes into view; the button is for keyboards and broken lines. */
export function LoadMore({ list }: LoadMoreProps) {
  const t = useSharedText()
  const end = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list
  const ready = hasNextPage && !isFetchingNextPage && !isFetchNextPageError
  useEffect(() => {
    if (!ready || !end.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && fetchNextPage(), {
      rootMargin: '400px',
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [ready, fetchNextPage])
  if (list.items.length === 0) return null
  return (
    <div ref={end} className={styles.end}>
      {isFetchNextPageError && <ErrorNotice error={list.error} retry={() => fetchNextPage()} />}
      {hasNextPage && !isFetchNextPageError && (
        <Button type="text" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {!hasNextPage && <span>{t('allLoaded', { count: list.items.length })}</span>}
    </div>
  )
}
