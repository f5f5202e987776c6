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
    await desk.keyboard.type('照明')
    await desk.keyboard.press('Enter')
    await dialog.getByText('收费参考').waitFor()
    await desk.keyboard.type('客厅吸顶灯不亮，已换过灯泡')
    await picture(desk, 'intake-filled')
    await desk.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'hidden' })
    await desk.getByText('客厅吸顶灯不亮，已换过灯泡').first().waitFor()
    await picture(desk, 'intake-done')
    assert.match((await desk.locator('body').textContent()) ?? '', /BX\d{6}/)
  } finally {
    await close()
    await server.stop()
  }
})
