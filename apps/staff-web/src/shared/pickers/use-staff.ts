import { useEffect } from 'react'
import { useList } from '../api.ts'

/** The staff of a community with a skill, all pages of it: a picker searches among names that it has. */
export function useStaff(communityId?: string, skill?: string) {
  const list = useList('listStaff', { communityId, skill, limit: 100 })
  const { hasNextPage, isFetching, isError, fetchNextPage } = list
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])
  return { ...list, items: list.items.filter((member) => member.leftOn === null) }
}
