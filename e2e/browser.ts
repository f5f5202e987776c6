import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium as playwright } from 'playwright-core'

/** Sizes of the two kinds of screens that journeys are made on. */
export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
export const DESKTOP = { viewport: { width: 1440, height: 900 } }

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A headless Chromium: the machine's own when it has one, else the one that comes from npm. */
export async function openBrowser(): Promise<{ browser: Browser; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sims-browser-'))
  const installed = INSTALLED.find((path) => existsSync(path))
  // the package unpacks into TMPDIR and reuses what lies there: a folder of our own holds nobody else's binary
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  const executablePath = installed ?? (await chromium.executablePath())
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  const browser = await playwright.launch({
    executablePath,
    // the package's own list asks for a single process, in which two persons would share their cookies
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--no-first-run',
    ],
  })
  return {
    browser,
    close: async () => {
      await browser.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A person's own browser, in their language. */
export const person = (browser: Browser, device: object, locale = 'zh-CN'): Promise<BrowserContext> =>
  browser.newContext({ ...device, locale, timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' })
