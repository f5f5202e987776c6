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

const photo = async () => ({
  name: 'photo.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 800, height: 600, channels: 3, background: '#8aa37b' } })
    .jpeg()
    .toBuffer(),
})
/** A step on the phone: its button, in the bar or behind "more", then its form. */
async function onPhone(page: Page, step: string, fill?: (form: ReturnType<Page['getByRole']>) => Promise<unknown>) {
  const button = page.getByRole('button', { name: step, exact: true })
  const more = page.getByRole('button', { name: /^更多/ })
  // the page may still be about to show it
  await button
    .first()
    .waitFor({ timeout: 3000 })
    .catch(() => more.click())
  await button.first().click()
  const form = page.getByRole('dialog')
  if (!fill) return
  await fill(form)
  await form.getByRole('button', { name: step, exact: true }).click()
  await form.waitFor({ state: 'hidden' })
}
async function atDesk(page: Page, step: string, fill?: () => Promise<unknown>) {
  const button = new RegExp(`^${step}`)
  await page.getByRole('button', { name: button }).first().click()
  if (fill) await fill()
  await page.getByRole('dialog').getByRole('button', { name: button }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}
const local = (hours: number) => new Date(Date.now() + (8 + hours) * 3_600_000).toISOString().slice(0, 16)

test('dangerous work: applied for on the phone, issued at the desk, done, and signed for by the customer', async () => {
  const resident = await residentOnPhone(browser, server)
  await resident.getByText('我要报修').first().click()
  await resident.getByText('下水道堵塞').first().click()
  await resident.getByLabel('问题描述').fill('厨房下水管堵塞，污水返上来')
  await resident.getByRole('button', { name: '提交报修' }).click()
  await resident.waitForURL(/\/requests\/[0-9a-f-]{36}/)
  const number = (await resident
    .getByText(/^BX\d{6}$/)
    .first()
    .textContent()) as string

  const agent = await staffAtDesk(browser, server, 'agent')
  await agent.getByText(number).first().click()
  await atDesk(agent, '受理')
  await atDesk(agent, '评估定级', async () => {
    const dialog = agent.getByRole('dialog')
    await dialog.getByLabel('否', { exact: true }).first().check()
    await dialog.getByLabel('是', { exact: true }).last().check()
  })
  await atDesk(agent, '派单')

  const technician = await fieldStaffOnPhone(browser, server, 'technician')
  await technician.getByText('工单池').last().click()
  await technician.getByText('污水返上来').first().click()
  await onPhone(technician, '抢单')
  await onPhone(technician, '约定上门时间', async (form) => {
    await form.getByLabel('最早到达').fill(local(2))
    await form.getByLabel('最晚到达').fill(local(3))
    await form.getByText('电话', { exact: true }).click()
    await picture(technician, 'field-visit')
  })
  await resident.getByText('约定上门').waitFor()
  await picture(resident, 'resident-visit')
  await onPhone(technician, '申请作业票', async (form) => {
    await form.getByText('有限空间作业').click()
    await form.getByLabel('作业内容和部位').fill('进入检查井疏通主管')
    for (const item of await form.getByRole('checkbox').all()) await item.check()
    await form.getByRole('combobox', { name: /^监护人/ }).selectOption({ index: 1 })
    await form.getByLabel('开始时间').fill(local(-1))
    await form.getByLabel('结束时间').fill(local(4))
    await picture(technician, 'field-permit-form')
  })
  await technician.getByText('待审批').first().waitFor()
  await picture(technician, 'field-permit')

  const lead = await staffAtDesk(browser, server, 'manager')
  await lead.goto(`${server.url}/permits?queue=asked`)
  await lead.getByText('有限空间作业').first().waitFor()
  await picture(lead, 'desk-permits')
  await lead
    .getByRole('link', { name: /^GD\d{6}$/ })
    .first()
    .click()
  await lead.getByRole('button', { name: /^签发作业票/ }).waitFor()
  await picture(lead, 'desk-permit')
  await atDesk(lead, '签发作业票', () => picture(lead, 'desk-permit-issue'))
  await lead.getByText('生效中').first().waitFor()

  await technician.getByText('生效中').first().waitFor()
  await onPhone(technician, '开工', async (form) => {
    await form.getByText('是', { exact: true }).first().click()
  })
  await resident.getByText('验收码').waitFor()
  await picture(resident, 'resident-code')
  await onPhone(technician, '关闭作业票', async (form) => {
    await form.getByText(/有限空间作业 ZY/).click()
    for (const item of await form.getByRole('checkbox').all()) await item.check()
    await picture(technician, 'field-permit-close')
  })
  await onPhone(technician, '回单', async (form) => {
    for (const item of await form.getByRole('checkbox').all()) await item.check()
    await form
      .locator('input[type=file]')
      .first()
      .setInputFiles(await photo())
    await form.getByText('1/9').waitFor()
    await form.getByText('客户签名', { exact: true }).first().click()
    const pad = form.locator('canvas')
    await pad.scrollIntoViewIfNeeded()
    const box = await pad.boundingBox()
    if (!box) throw new Error('there is nowhere to sign')
    await technician.mouse.move(box.x + 40, box.y + 40)
    await technician.mouse.down()
    for (let n = 0; n < 12; n++) await technician.mouse.move(box.x + 40 + n * 14, box.y + 40 + (n % 3) * 18)
    await technician.mouse.up()
    await form.getByRole('button', { name: '确认签名' }).click()
    await form.getByText('已签名').waitFor()
    await picture(technician, 'field-signature')
  })
  await lead.getByText('已回单').first().waitFor()
  await lead.getByText('客户签名').first().waitFor()
  await picture(lead, 'desk-signed')
})
