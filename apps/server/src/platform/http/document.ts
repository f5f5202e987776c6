import { API_PREFIX, type OperationName, operations, problem, uploadedFile } from '@sims/contracts'
import { z } from 'zod'

type Json = Record<string, unknown>
interface Documented {
  operationId?: string
  parameters?: Json[]
  responses?: Record<string, Json>
}

const ABOUT = `Service Information Management System 服务信息管理系统

Sign in with \`POST /session\` (staff) or \`POST /resident-session\`; \`mode: token\` answers a token for
\`Authorization: Bearer\`, otherwise a cookie is set, and every changing call must then send the header \`X-SIMS: 1\`.
Other systems call with an API key as \`Authorization: Bearer sims_…\`; an operation says in \`security\` which scopes open it
(any one of them), and those that name none are for people. A key may call 600 times a minute; then the answer is 429 with
\`Retry-After\`.
Refusals are \`application/problem+json\` in the language of \`Accept-Language\` (zh-CN, en) with every faulty field.
Lists answer \`nextCursor\`, to be given as \`cursor\` for the next page; null on the last one.
A repeated call with the same \`Idempotency-Key\` has one effect and gets the same answer; keys are kept for 30 days.`

/** What is said of the API as a whole. `version` changes with every change that could break a caller. */
export const openapiBase = {
  openapi: '3.1.0',
  info: { title: 'SIMS', version: '1.2', description: ABOUT },
  servers: [{ url: API_PREFIX }],
  components: {
    securitySchemes: {
      session: { type: 'http', scheme: 'bearer' },
      cookie: { type: 'apiKey', in: 'cookie', name: 'sims_session' },
      apiKey: { type: 'http', scheme: 'bearer', description: 'A key issued by the system administrator, with scopes' },
    },
  },
  security: [{ session: [] }, { cookie: [] }],
} as const

const KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'A unique value for each operation; the same one again repeats the call.',
  schema: { type: 'string', minLength: 8, maxLength: 100, pattern: '^[\\w:.-]+$' },
}
const refusal = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/problem' } } },
})

/** The event stream, which is there in processes of the role http only. */
const EVENTS = {
  operationId: 'events',
  tags: ['notices'],
  summary: 'What changes, as server-sent events',
  description: 'The data of each event is a JSON object with recordKind, id and version: read that record anew.',
  responses: { 200: { description: 'A stream', content: { 'text/event-stream': { schema: { type: 'string' } } } } },
}

/** Adds what all operations have in common: the key of commands, and refusals. */
export function completeDocument(document: Json): Json {
  const paths = { ...(document.paths as Record<string, Record<string, Documented>>), '/events': { get: { ...EVENTS } } }
  for (const path of Object.values(paths)) for (const operation of Object.values(path)) complete(operation)
  const components = document.components as Record<string, Json>
  const schemas = { ...components.schemas, problem: schemaOf(problem), uploadedFile: schemaOf(uploadedFile) }
  const parameters = { ...components.parameters, idempotencyKey: KEY }
  const responses = {
    ...components.responses,
    refused: refusal('Refused: what is wrong with the call, or why it cannot be done now'),
    failed: refusal('Our fault, or the system is busy: try again with the same key'),
  }
  return { ...document, paths, components: { ...components, schemas, parameters, responses } }
}

function complete(operation: Documented): void {
  const known = operations[operation.operationId as OperationName] as { command?: true } | undefined
  if (known?.command) {
    operation.parameters = [...(operation.parameters ?? []), { $ref: '#/components/parameters/idempotencyKey' }]
  }
  operation.responses = {
    ...operation.responses,
    '4XX': { $ref: '#/components/responses/refused' },
    '5XX': { $ref: '#/components/responses/failed' },
  }
}

function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'output' })
  return json
}
