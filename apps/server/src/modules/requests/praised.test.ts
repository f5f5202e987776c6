import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts/web'
import { newId } from '#kernel'
import { step, type TestCompany, testCompany } from '../../../testing.ts'

// Praise reaches whom it is meant for: a notice, and the customer's words on their page.

let company: TestCompany
let owner: Awaited<ReturnType<TestCompany['resident']>>
before(async () => {
  company = await testCompany()
  owner = await company.resident(0)
})
after(() => company.close())

async function praised(description: string): Promise<string> {
  const id = newId()
  const placeId = company.homes[0] as string
  const { items } = await owner.api('listCategories', { query: { kind: 'praise' } })
  const category = items[0]?.key as string
  await owner.api('createRequest', { body: { id, kind: 'praise', category, placeId, description } })
  await step(company.staff.agent, id, 'accept')
  return id
}
const words = async (api: Client) => (await api('myPraise')).items.map((one) => [one.words, one.personal])
const told = async (api: Client) => {
  await company.app.relay.drain()
  return (await api('listNotices')).items.filter(({ kind }) => kind === 'praised').length
}

test('a person by name: told, and the words stand on their page, without phones', async () => {
  const { agent, technician, manager } = company.staff
  const id = await praised('师傅冒雨修好了水管，电话 13812345678')
  assert.deepEqual([await told(technician), await words(technician)], [0, []])
  await step(agent, id, 'conclude', { person: company.staffIds.technician as string, text: '已转达，谢谢您' })
  assert.equal(await told(technician), 1)
  const [[said, personal] = []] = await words(technician)
  assert.equal(personal, true)
  assert.ok(String(said).startsWith('师傅冒雨修好了水管') && !String(said).includes('13812345678'), String(said))
  assert.deepEqual([await told(manager), await words(manager)], [0, []])
  assert.deepEqual(await words(owner.api), [])
})

test('a team: everybody in it', async () => {
  const { agent, technician } = company.staff
  const team = newId()
  await company.database.owner.query('insert into team (organization_id, id, name) values ($1, $2, $3)', [
    company.organizationId,
    team,
    '工程班',
  ])
  await company.database.owner.query('insert into team_member values ($1, $2, $3)', [
    company.organizationId,
    team,
    company.staffIds.technician,
  ])
  company.clock.forward(60_000)
  const before = await told(technician)
  const id = await praised('工程班反应真快')
  await step(agent, id, 'conclude', { team, text: '已转达班组' })
  assert.equal(await told(technician), before + 1)
  assert.deepEqual((await words(technician))[0], ['工程班反应真快', false])
})
