import { z } from 'zod'
import * as keys from './api-keys.ts'
import { commandAnswer, id, page } from './fields.ts'

const byId = z.strictObject({ id })

/** What goes in and out of the operations on API keys. */
export const apiKeyOperations = {
  listApiKeys: { tag: 'apiKeys', summary: 'API keys, newest first', answer: page(keys.apiKey) },
  createApiKey: {
    tag: 'apiKeys',
    summary: 'Issue a key; its secret is shown once',
    command: true,
    body: keys.createApiKey,
    answer: keys.apiKeyIssued,
  },
  rotateApiKey: {
    tag: 'apiKeys',
    summary: 'Give a key a new secret; the present one may go on for a while',
    command: true,
    params: byId,
    body: keys.rotateApiKey,
    answer: keys.apiKeyIssued,
  },
  revokeApiKey: {
    tag: 'apiKeys',
    summary: 'Take a key away at once and for good',
    command: true,
    params: byId,
    body: keys.revokeApiKey,
    answer: commandAnswer,
  },
} as const
