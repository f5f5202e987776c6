import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HOUR } from '#kernel'
import { refusal, type TestCompany, testCompany } from '../../../testing.ts'

// The company's clock stands on Monday 2 March 2026, 09:00 in its own time.
let company: TestCompany
before(async () => {
  company = await testCompany()
})
after(() => company.close())

const week = () => ({ communityId: company.communityId, from: '2026-03-02', to: '2026-03-08' })
type Post = 'serviceDesk' | 'engineering' | 'manager'
const turn = (who: string, post: Post, date = '2026-03-02', more = {}) => ({
  date,
  from: '18:00',
  to: '08:30',
  post,
  order: 1,
  staffId: company.staffIds[who] as string,
  ...more,
})

test('a manager sets a week; everybody on the staff reads it, phones only those who call; gaps are named', async () => {
  await company.database.owner.query(`update staff set phone = '13900001111'`)
  const { manager, technician, agent } = company.staff
  const shifts = [turn('agent', 'serviceDesk'), turn('technician', 'engineering')]
  const set = await manager('setDuty', { body: { ...week(), shifts } })
  assert.equal(set.shifts.length, 2)
  assert.equal(set.shifts[0]?.endsAt, '2026-03-03T08:30:00+08:00')
  assert.equal(set.shifts[0]?.staff.phone, '13900001111')
  assert.deepEqual(
    set.days.map(({ kind }) => kind),
    ['working', 'working', 'working', 'working', 'working', 'off', 'off'],
  )
  // nobody is there before the first morning's opening, and from the second evening on
  const gaps = set.gaps.filter(({ post }) => post === 'serviceDesk')
  assert.deepEqual(gaps[0], { post: 'serviceDesk', from: '2026-03-02T00:00:00+08:00', to: '2026-03-02T08:30:00+08:00' })
  assert.deepEqual(gaps[1]?.from, '2026-03-03T18:00:00+08:00')
  assert.equal(gaps.at(-1)?.to, '2026-03-09T00:00:00+08:00')
  const seen = await technician('listDuty', { query: week() })
  assert.deepEqual(
    seen.shifts.map(({ staff }) => staff.phone),
    [null, null],
  )
  assert.equal((await agent('listDuty', { query: week() })).shifts.length, 2)
  const [audit] = (await company.database.owner.query(`select action from audit_event where action = 'duty.set'`)).rows
  assert.ok(audit)
})

test('setting anew replaces; the same call again changes nothing', async () => {
  const { manager } = company.staff
  const body = { ...week(), shifts: [turn('agent', 'serviceDesk')] }
  const [first, again] = [
    await manager('setDuty', { body, key: 'duty-same-key' }),
    await manager('setDuty', { body, key: 'duty-same-key' }),
  ]
  assert.equal(first.shifts.length, 1)
  assert.deepEqual(again, first)
})

test('all that is wrong with a roster is said at once', async () => {
  const { manager } = company.staff
  const shifts = [
    turn('agent', 'serviceDesk'),
    turn('agent', 'serviceDesk', '2026-03-03', { from: '08:00', to: '12:00' }),
    turn('technician', 'serviceDesk'),
    turn('manager', 'manager', '2026-03-09'),
  ]
  const { code, fields } = await refusal(manager('setDuty', { body: { ...week(), shifts } }))
  assert.equal(code, 'http.invalid')
  assert.deepEqual(
    fields?.map((field) => [field.path, field.code]),
    [
      ['shifts.2.staffId', 'duty.unfit'],
      ['shifts.3.date', 'duty.dateOutside'],
      ['shifts.1.staffId', 'duty.overlap'],
    ],
  )
  const backwards = { ...week(), to: '2026-03-01', shifts: [] }
  assert.equal((await refusal(manager('setDuty', { body: backwards }))).code, 'duty.backwards')
  const long = { ...week(), to: '2026-06-01' }
  assert.equal((await refusal(manager('listDuty', { query: long }))).code, 'duty.tooLong')
  assert.equal((await manager('listDuty', { query: week() })).shifts.length, 1, 'nothing of it was kept')
})

test('overlaps are found across the edges of what is set', async () => {
  const { manager } = company.staff
  const next = { ...week(), from: '2026-03-03', to: '2026-03-03' }
  const shifts = [turn('agent', 'serviceDesk', '2026-03-03', { from: '08:00', to: '18:00' })]
  const { fields } = await refusal(manager('setDuty', { body: { ...next, shifts } }))
  assert.equal(fields?.[0]?.code, 'duty.overlap')
})

test('a week is copied onto an empty one only', async () => {
  const { manager } = company.staff
  const copy = (from: string, to: string) =>
    manager('copyDutyWeek', { body: { communityId: company.communityId, from, to } })
  const copied = await copy('2026-03-02', '2026-03-09')
  assert.deepEqual(
    copied.shifts.map(({ date, staff }) => [date, staff.id]),
    [['2026-03-09', company.staffIds.agent]],
  )
  assert.equal((await refusal(copy('2026-03-02', '2026-03-09'))).code, 'duty.weekTaken')
  assert.equal((await refusal(copy('2026-04-06', '2026-04-13'))).code, 'duty.weekEmpty')
  await company.database.owner.query(`update staff set left_on = '2026-03-18' where id = $1`, [company.staffIds.agent])
  const { fields } = await refusal(copy('2026-03-09', '2026-03-23'))
  assert.equal(fields?.[0]?.code, 'duty.unfit')
  await company.database.owner.query('update staff set left_on = null')
})

test('single shifts go and come; what somebody else has changed meanwhile is refused; all of it is kept', async () => {
  const { manager, technician } = company.staff
  const days = { ...week(), from: '2026-05-04', to: '2026-05-10' }
  const date = '2026-05-04'
  const empty = { ...days, remove: [], add: [turn('agent', 'serviceDesk', date)] }
  const [shift] = (await manager('changeDuty', { body: empty })).shifts
  const id = shift?.id as string
  const swap = { ...days, remove: [id], add: [turn('manager', 'serviceDesk', date)] }
  const after = await manager('changeDuty', { body: swap })
  assert.deepEqual(
    after.shifts.map(({ staff }) => staff.id),
    [company.staffIds.manager],
  )
  assert.equal((await refusal(manager('changeDuty', { body: swap }))).code, 'duty.gone')
  const twice = { ...days, remove: [], add: [turn('manager', 'manager', date)] }
  const [fault] = (await refusal(manager('changeDuty', { body: twice }))).fields ?? []
  assert.match(fault?.message ?? '', /^项目经理在 2026-05-04 18:00–08:30 已有值班/)

  const { items } = await technician('listDutyChanges', { query: days })
  assert.deepEqual(
    items.map(({ by, removed, added }) => [by, removed.map((one) => one.staffName), added.map((one) => one.staffName)]),
    [
      ['项目经理', ['客服专员'], ['项目经理']],
      ['项目经理', [], ['客服专员']],
    ],
  )
  const elsewhere = { ...days, from: '2026-06-01', to: '2026-06-07' }
  assert.deepEqual((await technician('listDutyChanges', { query: elsewhere })).items, [])
})

test('four weeks fill the month after; days carry the names of their holidays', async () => {
  const { manager } = company.staff
  const month = { communityId: company.communityId, from: '2026-09-03', to: '2026-10-01', days: 31 }
  const pattern = { communityId: company.communityId, from: '2026-09-03', to: '2026-09-30' }
  await manager('setDuty', { body: { ...pattern, shifts: [turn('agent', 'serviceDesk', '2026-09-03')] } })
  const { shifts, days } = await manager('copyDutyWeek', { body: month })
  assert.deepEqual(
    shifts.map(({ date }) => date),
    ['2026-10-01', '2026-10-29'],
  )
  assert.deepEqual(days[0], { date: '2026-10-01', kind: 'off', name: '国庆节' })
  assert.equal(days.find(({ date }) => date === '2026-10-12')?.name, null)
})

test('who is on duty now, of the community and of the whole company, in the order of calling', async () => {
  const { agent, manager } = company.staff
  const { offDuty, shifts: none } = await agent('dutyNow', {})
  assert.deepEqual([offDuty, none], [false, []])
  const sunday = { communityId: company.communityId, from: '2026-03-01', to: '2026-03-01' }
  const shifts = [
    turn('manager', 'manager', '2026-03-01'),
    turn('agent', 'serviceDesk', '2026-03-01', { to: '08:30', order: 2 }),
    turn('technician', 'engineering', '2026-03-01', { from: '08:00', to: '18:00' }),
  ]
  await manager('setDuty', { body: { ...sunday, shifts } })
  // Sunday, 20:00
  company.clock.forward(-13 * HOUR)
  const now = await agent('dutyNow', { query: { communityId: company.communityId } })
  assert.equal(now.offDuty, true)
  assert.deepEqual(
    now.shifts.map(({ staff }) => staff.id),
    [company.staffIds.agent, company.staffIds.manager],
  )
  company.clock.forward(-6 * HOUR)
  const afternoon = await agent('dutyNow', { query: { communityId: company.communityId } })
  assert.deepEqual(
    [afternoon.shifts.map(({ post }) => post), afternoon.later.map(({ post }) => post)],
    [['engineering'], ['serviceDesk', 'manager']],
  )
  company.clock.forward(19 * HOUR)
})

test('who may not, may not: field staff set nothing, a community’s manager not the whole company, residents nothing', async () => {
  const { technician, manager, sysadmin } = company.staff
  const body = { ...week(), shifts: [] }
  const change = { ...week(), remove: [], add: [] }
  assert.equal((await refusal(technician('changeDuty', { body: change }))).code, 'access.forbidden')
  assert.equal((await refusal(sysadmin('listDutyChanges', { query: week() }))).code, 'access.forbidden')
  assert.equal((await refusal(technician('setDuty', { body }))).code, 'access.forbidden')
  assert.equal((await refusal(manager('setDuty', { body: { ...body, communityId: null } }))).code, 'access.forbidden')
  assert.equal((await refusal(sysadmin('listDuty', { query: week() }))).code, 'access.forbidden')
  const { api } = await company.resident(0)
  assert.equal((await refusal(api('dutyNow', {}))).code, 'access.forbidden')
})
