import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESKTOP, openBrowser, PHONE, person } from './browser.ts'
import { picture, signInFirst } from './people.ts'
import { startServer } from './server.ts'

test('an empty installation: the wizard founds a company once, and its people can sign in', async () => {
  const server = await startServer(['--empty'])
  const { browser, close } = await openBrowser()
  try {
    const desk = await (await person(browser, DESKTOP)).newPage()
    await desk.goto(server.url)
    await desk.getByLabel('公司名称').fill('锦程物业服务有限公司')
    await desk.getByLabel('第一个小区').fill('锦程花园')
    await desk.getByLabel('楼栋数').fill('2')
    await picture(desk, 'setup-form')
    await desk.getByRole('button', { name: '开始使用' }).click()
    await desk.getByText('设置完成').waitFor()
    await picture(desk, 'setup-logins')
    const row = desk.getByRole('row').filter({ hasText: 'agent' })
    const password = /[A-Z][a-z]{3}-\d{4}-[a-z]{4}/.exec((await row.textContent()) ?? '')?.[0]
    assert.ok(password, 'the wizard shows the first passwords')
    await desk.getByText('我已保存，去登录').click()
    await signInFirst(desk, 'agent', password)
    await desk.getByText('待受理').first().waitFor()
    await picture(desk, 'desk-empty')

    await desk.goto(`${server.url}/setup`)
    await desk.getByText('系统已完成首次设置。').waitFor()
  } finally {
    await close()
    await server.stop()
  }
})

test('English from the sign-in on, on a desk and on a phone', async () => {
  const server = await startServer()
  const { browser, close } = await openBrowser()
  try {
    for (const [device, path, name] of [
      [DESKTOP, '/', 'desk'],
      [PHONE, '/m/', 'phone'],
    ] as const) {
      const page = await (await person(browser, device, 'en-GB')).newPage()
      await page.goto(server.url + path)
      await page.getByRole('button', { name: 'Sign in' }).waitFor()
      await picture(page, `english-sign-in-${name}`)
      const text = ((await page.locator('body').textContent()) ?? '').replace('中文', '')
      assert.doesNotMatch(text, /[\u4e00-\u9fff]/, `no Chinese on the English ${name}`)
    }
  } finally {
    await close()
    await server.stop()
  }
})
