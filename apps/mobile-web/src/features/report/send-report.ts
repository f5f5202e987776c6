import { ApiError, type Category } from '@sims/contracts/web'
import { useMutation } from '@tanstack/react-query'
import { api, queries } from '../../shared/api.ts'
import { commandKey } from '../../shared/command-key.ts'
import { concernedOf } from './ConcernedChoice.tsx'
import type { Draft } from './draft.ts'

/**
 * Sends a report. The request's id is the draft's and the key follows from the content, so sending again after a lost
 * answer is the same command. Where the answer was lost and the words were changed since, the server knows the id
 * already: the report has arrived, and that is what is told.
 */
export function useSendReport(category: Category) {
  return useMutation({
    mutationFn: async ({ id, placeId, description, photos, concerned: chosen }: Draft) => {
      const concerned = category.kind === 'complaint' && chosen ? concernedOf(chosen) : undefined
      const { kind, key } = category
      const words = { description: description.trim(), photos }
      const body = { id, kind, category: key, placeId, ...words, ...(concerned && { concerned }) }
      try {
        await api('createRequest', { body, key: commandKey(id, body) })
      } catch (error) {
        if (!(error instanceof ApiError) || error.problem.code !== 'command.duplicateId') throw error
      }
      return id
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['listRequests'] }),
  })
}
