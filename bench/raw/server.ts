import Fastify from 'fastify'
import pg from 'pg'
import { createOf } from './create.ts'
import { listOf } from './lists.ts'
import { type RawStep, stepsOf } from './steps.ts'
import { insertTwoRows } from './two-rows.ts'

/**
 * The raw limit: a bare Fastify with a pool of `pg`, no session, no check, no row-level security, no decision. Each
 * route runs one hand-written statement that leaves the same rows behind as the product's. `POST /samples` names
 * records that the product has made; what is the same in all of them is written into the statements.
 */
const pool = new pg.Pool({ ...JSON.parse(process.env.RAW_DATABASE as string), max: 20, options: '-c search_path=sims' })
const app = Fastify({ logger: false })

type Statement = Awaited<ReturnType<typeof createOf>>
const prepared = new Map<string, Statement>()
const run = (name: string, body: unknown) => {
  const statement = prepared.get(name)
  if (!statement) throw new Error(`${name} has no statement yet`)
  return pool.query({ name, text: statement.text, values: statement.values(body as never) })
}

app.get('/ready', async () => ({}))
app.post<{ Body: { requestIds: string[] } }>('/samples/create', async ({ body }) => {
  prepared.set('create', await createOf(pool, body.requestIds))
  return {}
})
app.post<{ Body: { requestId: string } }>('/samples/steps', async ({ body }) => {
  for (const [name, statement] of Object.entries(await stepsOf(pool, body.requestId))) prepared.set(name, statement)
  return {}
})
app.post('/create', async ({ body }, reply) => {
  const { rows } = await run('create', body)
  return reply.code(201).send({ id: (body as { id: string }).id, version: 1, number: `BX${rows[0].number}` })
})
app.post('/two-rows', async ({ body }) => {
  await pool.query(insertTwoRows(body as { id: string }))
  return {}
})
for (const step of ['accept', 'dispatch', 'reportDone'] satisfies RawStep[])
  app.post(`/${step}`, async ({ body }) => {
    const { rows } = await run(step, body)
    if (rows.length !== 1) throw new Error(`${step} found no record in its state`)
    return rows[0]
  })
app.get<{ Params: { queue: string }; Querystring: { organization: string; owner: string; communities?: string } }>(
  '/list/:queue',
  async ({ params, query }) => {
    const { rows } = await pool.query(listOf(params.queue, query))
    return { items: rows.slice(0, 25), more: rows.length > 25 }
  },
)

await app.listen({ port: Number(process.env.RAW_PORT), host: '127.0.0.1' })
process.on('SIGTERM', () => void app.close().then(() => pool.end()))
