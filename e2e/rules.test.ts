import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser } from './browser.ts'
import { picture, residentOnPhone, staffAtDesk } from './people.ts'
import { startServer } from './server.ts'

test('a manager drafts another name for a category, an executive publishes it, a resident reads it on the phone', async () => {
  const [server, { browser, close }] = await Promise.all([startServer(), openBrowser()])
  try {
    const manager = await staffAtDesk(browser, server, 'manager')
    await manager.goto(`${server.url}/rules`)
    await manager.getByRole('link', { name: '门窗锁具' }).click()
    await manager.getByRole('button', { name: '起草新版本' }).click()
    await manager.getByLabel('名称（中文）').fill('门窗与锁')
    await manager.getByRole('button', { name: '保存草稿' }).click()
    const changed = manager.getByRole('row', { name: /名称（中文）/ })
    assert.match((await changed.textContent()) ?? '', /门窗锁具门窗与锁/)
    await picture(manager, 'rule-draft')
    await manager.getByRole('button', { name: '送审' }).click()
    await manager.getByText('待发布').first().waitFor()
    // whoever drafts for the company does not put it in force
    assert.equal(await manager.getByRole('button', { name: '发布' }).count(), 0)

    const executive = await staffAtDesk(browser, server, 'executive')
    await executive.goto(manager.url())
    await executive.getByRole('button', { name: '发布' }).click()
    await executive.getByRole('dialog').getByRole('button', { name: '发布' }).click()
    await executive.getByText('生效中').first().waitFor()
    await picture(executive, 'rule-published')

    const resident = await residentOnPhone(browser, server)
    await resident.getByText('我要报修').first().click()
    await resident.getByText('门窗与锁').first().waitFor()
  } finally {
    await close()
    await server.stop()
  }
})
