import { ApiError, type Category } from '@sims/contracts/web'
import { useMutation } from '@tanstack/react-query'
import { api, queries } from '../../shared/api.ts'
import { commandKey } from '../../shared/command-key.ts'
import type { Draft } from './draft.ts'

/**
 * Sends a report. The request's id is the draft's and the key follows from the content, so sending again after a lost
 * answer is the same command. Where the answer was lost and the words were changed since, the server knows the id
 * already: the report has arrived, and that is what is told.
 */
export function useSendReport(category: Category) {
  return useMutation({
    mutationFn: async ({ id, placeId, description, photos }: Draft) => {
      const body = { id, kind: category.kind, category: category.key, placeId, description: description.trim(), photos }
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
