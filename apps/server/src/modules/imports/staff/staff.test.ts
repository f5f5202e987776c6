import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Client } from '@sims/contracts'
import { clientOf, refusal, type TestCompany, testCompany } from '../../../../testing.ts'
import { csvOf, type Importer, importerAs, rowsOf } from '../testing.ts'

let company: TestCompany
let admin: Importer
before(async () => {
  company = await testCompany()
  admin = importerAs(company, company.tokens.sysadmin)
})
after(() => company.close())

const HEAD = ['工号', '姓名', '账号', '电话', '邮箱', '岗位', '所在小区', '班组', '技能']
async function checked(rows: string[][], mode: 'new' | 'update' = 'new') {
  const id = await admin.begin('员工.csv', csvOf(rows), 'staff', mode)
  await admin.work()
  return admin.check(id, {})
}
const logOf = async (id: string) => (await admin.api('listImportRows', { params: { id }, query: { limit: 100 } })).items
const exported = async () => rowsOf(await admin.api('exportTable', { body: { subject: 'staff' } }))
const staffOf = async (number: string) => {
  const { items } = await company.staff.sysadmin('listStaff', { query: { limit: 100 } })
  return items.find(({ employeeNumber }) => employeeNumber === number)
}

test('staff come with roles in communities, teams and skills; nobody signs in before a password is issued, once', async () => {
  const run = await checked([
    HEAD,
    ['A1', '陈小满', 'chen.xm', '13800000001', '', '客服专员', '测试小区', '前台', ''],
    [
      'A2',
      '刘大为',
      'Liu.DW',
      '13800000002',
      'liu@example.com',
      '维修技师；班组长',
      '测试小区',
      '维修一班；前台',
      '电工、水暖',
    ],
    ['A3', '何敏', 'he.min', '', '', 'Quality supervisor; 客服专员@测试小区', '', '', ''],
    ['A3', '何敏', 'he.min', '', '', '品质主管', '', '', ''],
  ])
  assert.deepEqual([run.ready, run.faulty, run.duplicates], [4, 0, 1])
  const done = await admin.run(run.id)
  assert.deepEqual([done.state, done.created, done.skipped], ['done', 3, 1])
  const liu = await staffOf('A2')
  assert.deepEqual(
    [liu?.account, liu?.skills, liu?.teams.map(({ name }) => name), liu?.grants.map(({ role }) => role).sort()],
    ['liu.dw', ['electrical', 'plumbing'], ['前台', '维修一班'], ['teamLead', 'technician']],
  )
  assert.ok(liu?.grants.every(({ communityId }) => communityId === company.communityId))
  const he = await staffOf('A3')
  assert.deepEqual(he?.grants.map(({ role, communityId }) => [role, communityId]).sort(), [
    ['agent', company.communityId],
    ['qualitySupervisor', null],
  ])
  const anyone = clientOf(company.app)
  const signIn = (account: string, password: string) => anyone('signIn', { body: { account, password, mode: 'token' } })
  assert.equal((await refusal(signIn('he.min', ''))).status, 422)
  assert.equal((await refusal(signIn('he.min', 'x'))).code, 'identity.wrongLogin')

  const issue = (client: Client) => client('issuePasswords', { params: { id: run.id } })
  assert.equal((await refusal(issue(company.staff.manager))).code, 'access.forbidden')
  const { items, left } = await issue(company.staff.sysadmin)
  assert.deepEqual([items.map(({ account }) => account), left], [['chen.xm', 'liu.dw', 'he.min'], 0])
  const signedIn = await signIn('chen.xm', items[0]?.password as string)
  assert.equal(signedIn.mustChangePassword, true)
  assert.deepEqual(await issue(company.staff.sysadmin), { items: [], left: 0 }, 'shown once')
  const stored = JSON.stringify((await company.database.owner.query('select * from import_row, import_run')).rows)
  assert.ok(!stored.includes(items[0]?.password as string))
})

test('what no table gives, and what is taken, is refused row by row', async () => {
  const run = await checked([
    HEAD,
    ['B1', '甲', 'b.one', '', '', '系统管理员', '', '', ''],
    ['B2', '乙', 'b.two', '', '', '审计管理员；客服专员', '', '', ''],
    ['B3', '丙', 'b.three', '', '', '业主/住户', '', '', ''],
    ['B4', '丁', 'b.four', '', '', '魔术师', '', '', ''],
    ['B5', '戊', 'MANAGER', '', '', '客服专员', '', '', ''],
    ['B6', '己', 'b.six', 'x', 'y', '客服专员', '', '', '唱歌'],
    ['B7', '庚', 'b.seven', '', '', '客服专员', '幸福里', '', ''],
    ['B8', '辛', '', '', '', '', '', '', ''],
    ['B9', '壬', 'b.same', '', '', '客服专员', '', '', ''],
    ['B10', '癸', 'B.same', '', '', '客服专员', '', '', ''],
  ])
  assert.deepEqual([run.ready, run.faulty], [1, 9])
  assert.deepEqual(
    (await logOf(run.id))
      .filter(({ outcome }) => outcome === 'faulty')
      .map(({ row, faults }) => [row, ...faults.map(({ column, code }) => `${column} ${code}`)]),
    [
      [2, 'F imports.roleNotGranted'],
      [3, 'F imports.roleNotGranted'],
      [4, 'F imports.roleNotGranted'],
      [5, 'F imports.badChoice'],
      [6, 'C imports.accountTaken'],
      [7, 'D imports.badPhone', 'E imports.badEmail', 'I imports.badChoice'],
      [8, 'F imports.noCommunity'],
      [9, 'C imports.empty', 'F imports.empty'],
      [11, 'C imports.accountTaken'],
    ],
  )
})

test('roles, teams and skills change by an export that comes back; administrators stay what they are', async () => {
  const rows = await exported()
  assert.deepEqual(rows[0], ['工号', '姓名', '账号', '电话', '邮箱', '岗位', '班组', '技能', '标识（请勿修改）'])
  const of = (number: string) => rows.find((row) => row[0] === number) as string[]
  assert.deepEqual(of('A2').slice(5, 8), ['班组长@测试小区；维修技师@测试小区', '前台；维修一班', '电工；水暖'])
  of('A2')[5] = '维修技师@测试小区'
  of('A2')[6] = '维修二班'
  const administrator = rows.find((row) => row[5] === '系统管理员') as string[]
  administrator[5] = '客服专员'
  of('A1')[2] = 'chen.new'
  const run = await checked(rows, 'update')
  assert.deepEqual([run.changing, run.faulty], [1, 2])
  const log = await logOf(run.id)
  assert.deepEqual(
    log.filter(({ outcome }) => outcome === 'faulty').map(({ faults }) => faults.map(({ code }) => code)),
    [['imports.fixedColumn'], ['imports.fixedColumn']],
  )
  assert.deepEqual(log.find(({ outcome }) => outcome === 'updated')?.changes, [
    { field: 'roles', from: '班组长@测试小区；维修技师@测试小区', to: '维修技师@测试小区' },
    { field: 'teams', from: '前台；维修一班', to: '维修二班' },
  ])
  await admin.run(run.id)
  const liu = await staffOf('A2')
  assert.deepEqual([liu?.teams.map(({ name }) => name), liu?.grants.length, liu?.skills.length], [['维修二班'], 1, 2])
  const undone = await admin.undo(run.id)
  assert.deepEqual([undone.restored, undone.kept], [1, 0])
  assert.deepEqual(
    (await staffOf('A2'))?.teams.map(({ name }) => name),
    ['前台', '维修一班'],
  )
})

test('undo removes those who have not signed in, and their empty teams', async () => {
  const run = await checked([
    HEAD,
    ['C1', '走', 'c.gone', '', '', '保洁员', '测试小区', '临时组', ''],
    ['C2', '留', 'c.stays', '', '', '保洁员', '测试小区', '', ''],
  ])
  await admin.run(run.id)
  const { items } = await company.staff.sysadmin('issuePasswords', { params: { id: run.id } })
  const password = items.find(({ account }) => account === 'c.stays')?.password as string
  await clientOf(company.app)('signIn', { body: { account: 'c.stays', password, mode: 'token' } })
  const undone = await admin.undo(run.id)
  assert.deepEqual([undone.removed, undone.kept], [1, 1])
  assert.equal(await staffOf('C1'), undefined)
  assert.ok(await staffOf('C2'))
  assert.deepEqual((await company.database.owner.query("select from team where name = '临时组'")).rows, [])
})
