import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { fieldStaffOnPhone, residentOnPhone, staffAtDesk } from './people.ts'
import { startServer } from './server.ts'

/** Makes the pictures of the README from the demo company. The machine needs a Chinese font. */
const folder = resolve(import.meta.dirname, '../docs/screenshots')
await mkdir(folder, { recursive: true })
const server = await startServer()
const { browser, close } = await openBrowser()
const shoot = async (page: Page, name: string) => {
  await page.waitForLoadState('networkidle').catch(() => {})
  await page.screenshot({ path: `${folder}/${name}.png` })
}
try {
  const desk = await staffAtDesk(browser, server, 'agent')
  await desk.getByText('处理中').first().click()
  await desk
    .getByText(/BX\d{6}/)
    .first()
    .waitFor()
  await shoot(desk, 'desk')
  await desk
    .getByText(/BX\d{6}/)
    .nth(2)
    .click()
  await desk.getByText('办理过程').waitFor()
  await desk.waitForTimeout(800)
  await shoot(desk, 'record')

  const resident = await residentOnPhone(browser, server)
  await resident.getByText('正在处理').waitFor()
  await resident.waitForTimeout(800)
  await shoot(resident, 'mobile-home')
  await resident.getByText('我要报修').first().click()
  await resident.getByText('给排水漏水').first().click()
  await resident.getByLabel('问题描述').fill('厨房水槽下方漏水，已关阀门')
  await shoot(resident, 'mobile-report')

  const technician = await fieldStaffOnPhone(browser, server, 'technician')
  await technician
    .getByText(/GD\d{6}/)
    .first()
    .click()
  await technician.getByText('作业检查项').first().waitFor()
  await technician.waitForTimeout(800)
  await shoot(technician, 'technician')
} finally {
  await close()
  await server.stop()
}
