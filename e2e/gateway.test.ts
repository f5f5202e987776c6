import { test } from 'node:test'
import { testGateway } from '../apps/server/src/platform/gateway/testing.ts'
import { openBrowser, PHONE, person } from './browser.ts'
import { picture, staffAtDesk } from './people.ts'
import { startServer } from './server.ts'

test('an administrator connects a gateway; a resident signs in by the code from the text message', async () => {
  const gateway = await testGateway()
  const server = await startServer()
  const { browser, close } = await openBrowser()
  try {
    const desk = await staffAtDesk(browser, server, 'sysadmin')
    await desk.getByText('消息', { exact: true }).first().click()
    await desk.getByText('您有新的工单').first().waitFor()
    await picture(desk, 'gateway-history')
    await desk.getByText('渠道与时段').click()
    const card = desk.getByRole('region', { name: '短信' })
    await card.getByText('未接通').waitFor()
    await card.getByLabel('网关地址').fill('http://sms.example.com/')
    await card.getByLabel('密钥编号').fill(gateway.keyId)
    await card.getByLabel('密钥', { exact: true }).fill(gateway.key)
    await card.getByRole('button', { name: /保\s?存/ }).click()
    await card.getByText(/网关地址须以 https:\/\/ 开头/).waitFor()
    await picture(desk, 'gateway-refused')
    await card.getByLabel('网关地址').fill(gateway.url)
    await card.getByRole('button', { name: /保\s?存/ }).click()
    await card.getByText('已接通').waitFor()
    await card.getByLabel('接收测试的手机号').fill('13800001111')
    await card.getByRole('button', { name: /发\s?送/ }).click()
    await card.getByText(/网关已接收/).waitFor()
    await picture(desk, 'gateway-connected')

    const phone = await (await person(browser, PHONE)).newPage()
    await phone.goto(`${server.url}/m/`)
    await phone.getByLabel('手机号').fill(server.phones[0] as string)
    await phone.getByRole('button', { name: '获取验证码' }).click()
    await phone.getByText(/验证码已发送/).waitFor()
    await picture(phone, 'gateway-code-sent')
    const { text, to } = gateway.received.at(-1) as (typeof gateway.received)[number]
    if (to !== server.phones[0]) throw new Error(`the code went to ${to}`)
    await phone.getByLabel('验证码').fill(/\d{6}/.exec(text)?.[0] as string)
    await phone.getByRole('button', { name: /^登录$/ }).click()
    await phone
      .getByText(/我要报修/)
      .first()
      .waitFor()

    await phone.getByText('我的', { exact: true }).click()
    await phone.getByLabel('诉求进展 短信').check()
    await phone.getByLabel('免打扰时段').selectOption({ label: '不限时段' })
    await picture(phone, 'gateway-choice')
    const save = phone.getByRole('button', { name: '保存' }).last()
    await save.click()
    await phone.getByText('通知设置已保存').waitFor()

    await desk.getByText('发送记录').click()
    await desk.getByRole('button', { name: '登录验证码' }).first().click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByText('已接收').waitFor()
    await picture(desk, 'gateway-outbox')
  } finally {
    await close()
    await server.stop()
    await gateway.close()
  }
})
