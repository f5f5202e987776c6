import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { picture, staffAtDesk } from './people.ts'
import { type RunningServer, startServer } from './server.ts'

let server: RunningServer
let chromium: { browser: Browser; close: () => Promise<void> }
let page: Page

before(async () => {
  server = await startServer()
  chromium = await openBrowser()
})
after(async () => {
  await chromium?.close()
  await server?.stop()
})

const done = (kind: string) => page.locator('li', { hasText: kind }).filter({ hasText: '成功' })

test('the system administrator makes a backup, tries to restore it, and sets when it is made', async () => {
  page = await staffAtDesk(chromium.browser, server, 'sysadmin')
  await page.getByRole('link', { name: '备份' }).click()
  await page.getByText('还没有备份，请立即备份一次。').waitFor()
  await page.getByRole('button', { name: '立即备份' }).click()
  await done('备份').waitFor({ timeout: 60_000 })
  assert.equal(await page.locator('tbody tr').count(), 1)

  await page.getByRole('button', { name: '试恢复一次' }).click()
  await done('恢复演练').waitFor({ timeout: 60_000 })
  await page.getByText(/恢复出的账本有 \d+ 条记录，与备份相符。/).waitFor()
  await picture(page, 'backups')

  await page.getByRole('button', { name: '备份设置' }).click()
  await page.getByLabel('每日备份时间').fill('03:15')
  await page.getByLabel('保留最近几天').fill('10')
  await picture(page, 'backup-settings')
  await page.getByRole('button', { name: /保\s*存/ }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByText(/^(今天|明天) 03:15$/).waitFor()
})
