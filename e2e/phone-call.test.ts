import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser } from './browser.ts'
import { picture, staffAtDesk } from './people.ts'
import { startServer } from './server.ts'

test('a phone call becomes a request without the mouse', async () => {
  const server = await startServer()
  const { browser, close } = await openBrowser()
  try {
    const desk = await staffAtDesk(browser, server, 'agent')
    await desk.getByText('待受理').first().waitFor()
    await desk.keyboard.press('n')
    const dialog = desk.getByRole('dialog')
    await dialog.waitFor()
    await desk.keyboard.type(server.phones[0]?.slice(-4) as string)
    await desk.getByText('1栋1单元101').first().waitFor()
    await desk.keyboard.press('Enter')
    await dialog.getByText('重新查找').waitFor()
    await picture(desk, 'intake-caller')
    // the home, not the parking space
    await desk.keyboard.press('Space')
    await desk.keyboard.press('Tab')
    await desk.keyboard.type('照明')
    await desk.keyboard.press('Enter')
    await dialog.getByText('收费参考').waitFor()
    await desk.keyboard.type('客厅吸顶灯不亮，已换过灯泡')
    await dialog.getByText('（类别默认）').waitFor()
    await picture(desk, 'intake-filled')
    await desk.keyboard.type('，开关处还冒烟')
    const raise = dialog.getByRole('button', { name: '（“冒烟”）' })
    await raise.click()
    await picture(desk, 'intake-danger')
    await dialog.getByRole('textbox', { name: '内容' }).focus()
    await desk.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'hidden' })
    await desk.getByText('客厅吸顶灯不亮，已换过灯泡').first().waitFor()
    await picture(desk, 'intake-done')
    assert.match((await desk.locator('body').textContent()) ?? '', /BX\d{6}/)
    const address = `${server.url}/api/v1/service-requests/${desk.url().split('/').at(-1)?.split('?')[0]}`
    const made = (await (await desk.context().request.get(address)).json()) as { urgency: number; priority: number }
    assert.deepEqual([made.urgency, made.priority], [1, 2])
  } finally {
    await close()
    await server.stop()
  }
})
