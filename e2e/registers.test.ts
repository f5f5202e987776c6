import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser } from './browser.ts'
import { picture, staffAtDesk } from './people.ts'
import { startServer } from './server.ts'

test('a manager enters a part and corrects its price; a firm whose contract has run out is said to; an order is printed', async () => {
  const [server, { browser, close }] = await Promise.all([startServer(), openBrowser()])
  try {
    const manager = await staffAtDesk(browser, server, 'manager')
    await manager.getByRole('link', { name: '台账' }).click()
    await manager.getByRole('navigation', { name: '台账' }).getByRole('link', { name: '配件' }).click()
    await manager.getByRole('button', { name: '登记配件' }).click()
    const form = manager.getByRole('dialog')
    await form.getByLabel('名称').fill('恒温阀芯')
    await form.getByLabel('编号').fill('P001')
    await form.getByLabel('单位').fill('个')
    await form.getByLabel('单价').fill('86.5')
    await form.getByRole('button', { name: '保存' }).click()
    await form.getByText('编号 P001 已被使用').waitFor()
    await form.getByLabel('编号').fill('P900')
    await form.getByRole('button', { name: '保存' }).click()
    await manager.getByText('¥86.50 / 个').waitFor()
    await manager.getByRole('button', { name: '修改' }).click()
    await form.getByLabel('单价').fill('90')
    await form.getByRole('button', { name: '保存' }).click()
    await manager.getByText('¥90.00 / 个').waitFor()
    await picture(manager, 'register-part')

    await manager.getByRole('navigation', { name: '台账' }).getByRole('link', { name: '外包单位' }).click()
    await manager.getByRole('link', { name: '滨湖防水工程队' }).click()
    await manager.getByText('合同或资质已到期').waitFor()
    await picture(manager, 'register-contractor')

    await manager.goto(`${server.url}/orders?queue=all`)
    await manager
      .getByRole('checkbox', { name: /^选择 GD/ })
      .first()
      .check()
    await manager
      .getByRole('checkbox', { name: /^选择 GD/ })
      .nth(1)
      .check()
    const [pdf] = await Promise.all([
      manager.waitForResponse((response) => response.url().endsWith('/work-orders/prints')),
      manager.getByRole('toolbar').getByRole('button', { name: '打印' }).click(),
    ])
    assert.equal(pdf.headers()['content-type'], 'application/pdf')
    await manager.getByRole('toolbar').waitFor({ state: 'hidden' })
    await manager.getByRole('link', { name: /^GD/ }).first().click()
    await manager.getByText('已打印 1 份').waitFor()
    await manager.getByRole('button', { name: '补打' }).waitFor()
  } finally {
    await close()
    await server.stop()
  }
})
