import { useAnswer } from './api.ts'

const most = 20

/** How many notices wait to be read, as a badge says it: `3`, `20+`, empty for none. */
export function useUnread(): string {
  const { data } = useAnswer('listNotices', { query: { unread: 'true', limit: most } })
  const count = data?.items.length ?? 0
  if (data?.nextCursor) return `${most}+`
  return count > 0 ? String(count) : ''
}
