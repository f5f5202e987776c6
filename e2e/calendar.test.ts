import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser, PHONE } from './browser.ts'
import { picture, staffAtDesk } from './people.ts'
import { startServer } from './server.ts'

test('a manager enters the holidays of another year by touching days, an executive puts it in force', async () => {
  const [server, { browser, close }] = await Promise.all([startServer(), openBrowser()])
  try {
    const manager = await staffAtDesk(browser, server, 'manager')
    await manager.goto(`${server.url}/rules?kind=calendar`)
    await manager.getByRole('button', { name: '新增年度日历' }).click()
    await manager.getByLabel('依据').fill('国务院办公厅关于 2027 年部分节假日安排的通知')
    await manager.getByRole('button', { name: '生成草稿' }).click()
    await manager.getByLabel('节假日名称').fill('国庆节')
    await manager.keyboard.press('Escape')
    const day = (date: string) => manager.getByRole('button', { name: new RegExp(`^${date}`) })
    for (const date of ['2027-10-01', '2027-10-04', '2027-10-05', '2027-10-09', '2027-10-12']) await day(date).click()
    // a slip is undone by another touch
    await day('2027-10-12').click()
    await manager.getByText('10月1日至10月5日').waitFor()
    await manager.getByText('全年工作日 259 天，工作日放假 3 天，周末调休上班 1 天').waitFor()
    await manager.getByRole('button', { name: '保存草稿' }).click()
    await manager.getByText('已保存').waitFor()
    await picture(manager, 'calendar-draft')
    await manager.setViewportSize(PHONE.viewport)
    await picture(manager, 'calendar-draft-phone')
    assert.ok(await manager.evaluate('document.documentElement.scrollWidth <= window.innerWidth'))
    await manager.getByRole('button', { name: '送审' }).click()
    await manager.getByText('待发布').first().waitFor()

    const executive = await staffAtDesk(browser, server, 'executive')
    await executive.goto(manager.url())
    await executive.getByRole('button', { name: '发布' }).click()
    // a calendar takes effect at once: no date is asked for
    assert.equal(await executive.getByRole('dialog').getByRole('radio').count(), 0)
    await executive.getByRole('dialog').getByRole('button', { name: '发布' }).click()
    await executive.getByText('生效中').first().waitFor()
    await executive.goto(`${server.url}/rules?kind=calendar`)
    const row = executive.getByRole('row', { name: /2027 年工作日历/ })
    assert.match((await row.textContent()) ?? '', /第 1 版/)
  } finally {
    await close()
    await server.stop()
  }
})
