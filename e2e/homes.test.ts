import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { testCompany } from '../apps/server/testing.ts'
import { openBrowser, PHONE, person } from './browser.ts'
import { picture, residentSignIn } from './people.ts'

test('an owner invites a lessee by phone, who registers; the owner agrees; the last day passes, and access is closed', async () => {
  // the whole server with a clock of its own: a lease has to run out
  const company = await testCompany({ realtime: true })
  await company.app.http.app.listen({ host: '127.0.0.1', port: 0 })
  const base = `http://127.0.0.1:${(company.app.http.app.server.address() as AddressInfo).port}`
  const { browser, close } = await openBrowser()
  const later = (ms: number) => company.clock.forward(ms)
  try {
    const { phone } = await company.resident(0)
    later(60_000)
    const owner = await (await person(browser, PHONE)).newPage()
    await owner.goto(`${base}/m/me`)
    await residentSignIn(owner, phone)
    await owner.getByText('我的', { exact: true }).click()
    await owner.getByText('房屋、家人与租户').click()
    await owner.getByRole('button', { name: '邀请家人或租户' }).click()
    await owner.getByRole('radio', { name: '租户' }).check()
    await owner.getByRole('button', { name: '生成邀请' }).click()
    await owner.getByText('租户须填写租期最后一天。').waitFor()
    await owner.getByLabel('租期最后一天').fill('2026-03-03')
    await owner.getByRole('button', { name: '生成邀请' }).click()
    const address = new URL((await owner.getByAltText(/invite/).getAttribute('alt')) as string)
    await picture(owner, 'homes-invite')
    await owner.getByRole('button', { name: '关闭' }).click()

    const lessee = await (await person(browser, PHONE, 'en-US')).newPage()
    await lessee.goto(`${base}${address.pathname}`)
    await lessee.getByLabel('Name', { exact: true }).fill('陈租客')
    await residentSignIn(lessee, '13700000001')
    await lessee.getByText('Me', { exact: true }).click()
    await lessee.getByText('To verify').waitFor()
    await company.app.relay.drain()

    await owner.getByText('陈租客').waitFor()
    await picture(owner, 'homes-asked')
    await owner.getByRole('button', { name: '同意' }).click()
    await owner.getByRole('dialog').getByRole('button', { name: '同意' }).click()
    await owner.getByText('已同意').waitFor()
    await company.app.relay.drain()
    await lessee.getByText('Lessee').waitFor()
    await picture(lessee, 'homes-lessee')

    // the day after the lease
    company.clock.now = new Date('2026-03-03T16:00:00Z')
    assert.equal(await company.app.closeExpired(), 1)
    await lessee.reload()
    await lessee.getByRole('button', { name: 'Get a code' }).waitFor()
    await residentSignIn(lessee, '13700000001')
    await lessee.getByText('Me', { exact: true }).click()
    await lessee.getByText('No premises yet').waitFor()
    await lessee.getByText('Register my premises').click()
    await lessee.getByText('Last day passed').waitFor()
    await picture(lessee, 'homes-ended')
  } finally {
    await close()
    await company.close()
  }
})
