import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { createClient } from '@sims/contracts/web'
import type { Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { fieldStaffOnPhone, picture, staffAtDesk } from './people.ts'
import { startServer } from './server.ts'

/** The API as the person of a page, through the browser's cookie. */
const apiOf = (page: Page, url: string) =>
  createClient({
    base: url,
    fetch: async (address, init) => {
      const { method, headers, body } = init as { method: string; headers: Record<string, string>; body?: string }
      const answer = await page.context().request.fetch(String(address), {
        method,
        headers: { ...headers, 'x-sims': '1' },
        ...(body ? { data: body } : {}),
      })
      return new Response((await answer.text()) || null, { status: answer.status() })
    },
  })
const dayFromNow = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10)

test('a gap of the roster is filled at the desk; at night a call rings on the phone of who is on duty', async (t) => {
  const server = await startServer()
  const { browser, close } = await openBrowser()
  try {
    const manager = await staffAtDesk(browser, server, 'manager')
    await manager.getByRole('link', { name: '值班', exact: true }).click()
    await manager.getByText('现在值班').waitFor()
    await picture(manager, 'duty-month')
    await manager
      .getByRole('button', { name: /夜间无人值班 · 工程值班/ })
      .first()
      .click()
    const dialog = manager.getByRole('dialog')
    await dialog.getByRole('combobox', { name: '值班人' }).click()
    await manager.locator('.ant-select-item-option').first().click()
    await dialog.getByRole('button', { name: /保\s*存/ }).click()
    await dialog.waitFor({ state: 'hidden' })
    await manager.getByText('各时段都有人值班').waitFor()
    await manager.getByRole('button', { name: '变更记录' }).click()
    await manager
      .getByText(/^\+ .*工程值班/)
      .first()
      .waitFor()
    await picture(manager, 'duty-changes')

    const api = apiOf(manager, server.url)
    const [community] = (await api('listCommunities')).items
    const communityId = community?.id as string
    const { offDuty } = await api('dutyNow', { query: { communityId } })
    const dispatcher = (await api('listStaff', { query: { limit: 100 } })).items.find(({ grants }) =>
      grants.some(({ role }) => role === 'dispatcher'),
    )
    // whatever the hour, the dispatcher is the one on duty
    const days = [dayFromNow(-1), dayFromNow(0)]
    const whole = { from: '00:00', to: '00:00', post: 'serviceDesk' as const, order: 1 }
    const shifts = days.map((date) => ({ ...whole, date, staffId: dispatcher?.id as string }))
    await api('setDuty', { body: { communityId, from: days[0] as string, to: days[1] as string, shifts } })

    const phone = await fieldStaffOnPhone(browser, server, 'dispatcher')
    await phone.getByText('我的', { exact: true }).click()
    await phone.getByText('我的值班').waitFor()
    await phone.getByText('值班中').waitFor()
    await picture(phone, 'duty-mine')

    const places = (await api('listPlaces', { query: { communityId } })).items
    const id = randomUUID()
    const body = { id, category: 'waterLeak', placeId: places.at(-1)?.id as string, urgency: 1 as const }
    const caller = { name: '王先生', phone: '13900002222' }
    await api('createRequest', { body: { ...body, description: '水管爆裂，水流到楼道', channel: 'phone', caller } })
    if (!offDuty) {
      t.diagnostic('within duty hours nothing rings; the night is looked at by ringing.test.ts')
      return
    }
    await phone.getByRole('region', { name: '值班呼叫' }).waitFor()
    await picture(phone, 'duty-ringing')
    await manager.keyboard.press('Escape')
    await manager.getByRole('link', { name: '待办', exact: true }).click()
    await manager.getByText('值班呼叫中').first().waitFor()
    await picture(manager, 'duty-desk-ringing')
    await phone.getByRole('button', { name: '接单' }).click()
    await phone.getByRole('region', { name: '值班呼叫' }).waitFor({ state: 'hidden' })
    const taken = await api('getRequest', { params: { id } })
    assert.equal(taken.phase, 'accepted')
    assert.ok(taken.timeline.some(({ verb }) => verb === 'dutyRung'))
  } finally {
    await close()
    await server.stop()
  }
})
