import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { DESKTOP, PHONE, person } from './browser.ts'
import type { RunningServer } from './server.ts'

const ARTEFACTS = resolve(import.meta.dirname, 'artefacts')

/** Keeps a picture of the page among the artefacts of the run. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(ARTEFACTS, { recursive: true })
  await page.screenshot({ path: join(ARTEFACTS, `${name}.png`) })
}

/** A password that no rule refuses, the same for everybody of a run. */
export const PASSWORD = 'Gx7!wqRz2#Lp'

/** A resident with their phone, signed in by the code that the demo shows. */
export async function residentOnPhone(browser: Browser, server: RunningServer, n = 0, locale = 'zh-CN'): Promise<Page> {
  const page = await (await person(browser, PHONE, locale)).newPage()
  await page.goto(`${server.url}/m/`)
  await residentSignIn(page, server.phones[n] as string)
  return page
}

/** Fills in the resident's form that the page shows, with the code that the demo shows. */
export async function residentSignIn(page: Page, phone: string): Promise<void> {
  await page.getByLabel(/手机号|Mobile phone/).fill(phone)
  await page.getByRole('button', { name: /获取验证码|Get a code/ }).click()
  const shown = page.getByText(/^\d{6}$/)
  await page.getByLabel(/验证码|Code/).fill((await shown.textContent()) as string)
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click()
}

/** A technician with their phone; the first password is changed on the way in. */
export async function fieldStaffOnPhone(browser: Browser, server: RunningServer, account: string): Promise<Page> {
  const page = await (await person(browser, PHONE)).newPage()
  await page.goto(`${server.url}/m/`)
  await page.getByText('我是员工').click()
  await enter(page, server, account)
  return page
}

/** A member of staff at a desk. */
export async function staffAtDesk(
  browser: Browser,
  server: RunningServer,
  account: string,
  locale = 'zh-CN',
): Promise<Page> {
  const page = await (await person(browser, DESKTOP, locale)).newPage()
  await page.goto(`${server.url}/`)
  await enter(page, server, account)
  return page
}

function enter(page: Page, server: RunningServer, account: string): Promise<void> {
  return signInFirst(page, account, server.passwords.get(account) as string)
}

/** Signs in with a first password and changes it, as everybody must. */
export async function signInFirst(page: Page, account: string, first: string): Promise<void> {
  await page.getByLabel(/^(账号|Account)/).fill(account)
  await page.getByLabel(/^(密码|Password)/).fill(first)
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click()
  const again = page.getByLabel(/^(再|Repeat|Again|New password again)/)
  await again.waitFor()
  const current = page.getByLabel(/^(当前密码|Present password|Current password)/)
  if (await current.isVisible()) await current.fill(first)
  await page.getByLabel(/^(新密码|New password)$/).fill(PASSWORD)
  await again.fill(PASSWORD)
  await page.keyboard.press('Enter')
  // to go elsewhere before the answer would break the change off
  await again.waitFor({ state: 'hidden' })
}
