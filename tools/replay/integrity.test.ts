import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { newId } from '../../apps/server/src/kernel/index.ts'
import { type TestCompany, testCompany } from '../../apps/server/testing.ts'
import { faultsIn } from './integrity.ts'
import { checkLedger } from './ledger.ts'

let company: TestCompany
let owner: pg.Client
const id = newId()
before(async () => {
  company = await testCompany()
  owner = company.database.owner
  const { agent } = company.staff
  const { api } = await company.resident(0)
  const placeId = company.homes[0] as string
  await api('createRequest', { body: { id, category: 'waterLeak', placeId, description: '水管漏水😀' } })
  const step = (name: string, version: number, input = {}) => {
    company.clock.forward(1000)
    return agent('takeRequestStep', { params: { id }, body: { step: name, version, input } })
  }
  await step('accept', 1, { note: '已电话联系' })
  const triage = { urgency: '2', impact: '3', category: 'waterLeak', privatePart: true, inWarranty: false }
  await step('triage', 2, triage)
  await step('dispatch', 3)
})
after(() => company.close())

/** What is found after a change that is undone again. */
async function faultsAfter(sql: string): Promise<string> {
  await owner.query('begin')
  try {
    await owner.query(sql)
    return (await faultsIn(owner)).join('; ')
  } finally {
    await owner.query('rollback')
  }
}

test('what the server itself has written is whole, and every commitment can be made anew', async () => {
  assert.deepEqual(await faultsIn(owner), [])
  assert.deepEqual(await checkLedger(owner), { entries: 5, wrong: [] })
})

const planted: [name: string, sql: string, found: RegExp][] = [
  ['an entry that is gone', `delete from timeline where seq = 2`, /count of entries.*begin where.*or the reverse/],
  ['a record without any entry', `delete from timeline where record_kind = 'workOrder'`, /1 records whose timeline/],
  ['an entry of no record', `update timeline set record_id = '${newId()}' where seq = 4`, /2 records whose timeline/],
  [
    'a state that no entry tells',
    `update service_request set state = 'settled'`,
    /1 records that are not in the state/,
  ],
  ['a commitment that is gone', `delete from ledger_pending where seq = 1`, /2 timeline entries without a commitment/],
  [
    'a word changed in a form',
    `update timeline set data = jsonb_set(data, '{note}', '"x"') where step = 'accept'`,
    /1 comm/,
  ],
  ['a description changed', `update service_request set description = '水管漏水😁'`, /^1 commitments that differ/],
  [
    'a time changed by a millisecond',
    `update timeline set occurred_at = occurred_at - interval '1 ms' where seq = 3`,
    /1 comm/,
  ],
  [
    'an audit event that is gone',
    `delete from audit_event where action = 'requests.accept'`,
    /1 timeline entries without an audit/,
  ],
  [
    'an effect written twice',
    `insert into audit_event select organization_id, at, gen_random_uuid(), actor_kind, actor_id, session_id, ip, request_id,
       action, outcome, object_kind, object_ids, detail from audit_event where action = 'requests.triage'`,
    /1 timeline entries with more than one audit event/,
  ],
  [
    'an audit event of nothing',
    `update audit_event set action = 'requests.rate' where action = 'requests.triage'`,
    /1 audit events of steps/,
  ],
  ['a clock that is gone', `delete from record_clock`, /1 requests without a clock/],
  [
    'a clock that runs on',
    `update service_request set settled_at = created_at`,
    /closed requests with a clock that runs/,
  ],
  ['an order that is gone', `update work_order set request_id = null`, /1 dispatched requests without a work order/],
  ['an event that is lost', `delete from outbox`, /1 requests that are not found by their text/],
]
for (const [name, sql, found] of planted) {
  test(`${name} is found`, async () => {
    assert.match(await faultsAfter(sql), found)
  })
}
