import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { openBrowser } from './browser.ts'
import { fieldStaffOnPhone, picture, residentOnPhone, staffAtDesk } from './people.ts'
import { type RunningServer, startServer } from './server.ts'

let server: RunningServer
let browser: Browser
let closeBrowser: () => Promise<void>
before(async () => {
  server = await startServer()
  const opened = await openBrowser()
  browser = opened.browser
  closeBrowser = opened.close
})
after(async () => {
  await closeBrowser()
  await server.stop()
})

const photo = async (color: string) => ({
  name: 'photo.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 1200, height: 900, channels: 3, background: color } })
    .jpeg()
    .toBuffer(),
})
/** A step's button, then the button of the same name that sends its form. */
async function take(page: Page, step: string, fill?: () => Promise<unknown>) {
  const button = new RegExp(`^${step}`)
  await page.getByRole('button', { name: button }).first().click()
  if (fill) await fill()
  await page.getByRole('dialog').getByRole('button', { name: button }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

test('a repair from the resident’s phone to the archive, through every hand', async () => {
  const resident = await residentOnPhone(browser, server)
  await picture(resident, 'resident-home')
  await resident.getByText('我要报修').first().click()
  await resident.getByText('给排水漏水').first().waitFor()
  await picture(resident, 'resident-categories')
  await resident.getByText('给排水漏水').first().click()
  await resident.getByLabel('问题描述').fill('厨房水槽下方漏水，插座也漏电')
  await resident.getByRole('alert').getByText('漏电').waitFor()
  await picture(resident, 'resident-danger')
  await resident.getByLabel('问题描述').fill('厨房水槽下方漏水，已关阀门')
  await resident
    .locator('input[type=file]')
    .first()
    .setInputFiles(await photo('#6f8f9a'))
  await resident.getByText('1/9').waitFor()
  await picture(resident, 'resident-report')
  await resident.getByRole('button', { name: '提交报修' }).click()
  await resident.waitForURL(/\/requests\/[0-9a-f-]{36}/)
  const number = (await resident
    .getByText(/^BX\d{6}$/)
    .first()
    .textContent()) as string
  await picture(resident, 'resident-request')

  const agent = await staffAtDesk(browser, server, 'agent')
  await agent.getByText(number).first().click()
  await agent.getByRole('button', { name: /^受理/ }).waitFor()
  await picture(agent, 'desk-new')
  await take(agent, '受理')
  await resident.getByText('已受理', { exact: true }).first().waitFor()
  await take(agent, '评估定级', async () => {
    const dialog = agent.getByRole('dialog')
    await dialog.getByLabel('是', { exact: true }).first().check()
    await dialog.getByLabel('否', { exact: true }).last().check()
    await picture(agent, 'desk-triage')
  })
  await take(agent, '派单', () => picture(agent, 'desk-dispatch'))

  const technician = await fieldStaffOnPhone(browser, server, 'technician')
  await technician.getByText('工单池').last().click()
  const inPool = technician.getByText('厨房水槽下方漏水').first()
  await inPool.waitFor()
  await picture(technician, 'field-pool')
  await inPool.click()
  await technician.getByRole('button', { name: '抢单' }).click()
  await technician.getByRole('button', { name: '报价' }).click()
  const quote = technician.getByRole('dialog')
  await quote.getByLabel('名称').fill('上门检修水管')
  await quote.getByLabel('单价').fill('80')
  await quote.getByRole('button', { name: '再加一项' }).click()
  await quote.getByLabel('名称').last().fill('三角阀')
  await quote.getByLabel('数量').last().fill('2')
  await quote.getByLabel('单价').last().fill('35')
  await quote.getByText('¥150.00').waitFor()
  await picture(technician, 'field-quote')
  await quote.getByRole('button', { name: '报价' }).click()
  await quote.waitFor({ state: 'hidden' })
  await resident.getByRole('button', { name: '同意报价' }).waitFor()
  await picture(resident, 'resident-price')
  await agent.getByText('待客户确认').first().waitFor()
  await picture(agent, 'desk-price')
  await takeOnPhone(resident, '同意报价')
  await resident.getByText('您已同意').waitFor()
  await takeOnPhone(technician, '开工')
  await picture(technician, 'field-order')
  await technician.getByRole('button', { name: '回单' }).click()
  for (const item of await technician.getByRole('dialog').getByRole('checkbox').all()) await item.check()
  await technician
    .getByRole('dialog')
    .locator('input[type=file]')
    .first()
    .setInputFiles(await photo('#8aa37b'))
  await technician.getByRole('dialog').getByText('1/9').waitFor()
  await picture(technician, 'field-done')
  await technician.getByRole('dialog').getByRole('button', { name: '回单' }).click()

  await resident.getByRole('button', { name: '评价' }).click()
  for (const stars of ['综合评价', '上门速度', '服务态度']) {
    await resident.getByRole('group', { name: stars }).locator('label').last().click()
  }
  await resident.getByRole('dialog').getByRole('textbox').fill('师傅来得快，修得好')
  await picture(resident, 'resident-rating')
  await resident.getByRole('dialog').getByRole('button', { name: '评价' }).click()
  await resident.getByRole('dialog').waitFor({ state: 'hidden' })
  await agent.getByText('已评价').first().waitFor()

  await agent.getByRole('button', { name: /^办结/ }).waitFor()
  await take(agent, '办结')
  await agent.getByRole('button', { name: /^归档/ }).waitFor()
  await agent.getByRole('button', { name: /^归档/ }).first().click()
  await agent.getByText('已归档').first().waitFor()
  await picture(agent, 'desk-archived')
  await resident.getByText('已归档').first().waitFor()
  await picture(resident, 'resident-end')
  assert.ok(await agent.getByText('师傅来得快，修得好').first().isVisible())
})

async function takeOnPhone(page: Page, step: string) {
  await page.getByRole('button', { name: step }).click()
  const send = page.getByRole('dialog').getByRole('button', { name: step })
  if (
    await send.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    )
  )
    await send.click()
}
