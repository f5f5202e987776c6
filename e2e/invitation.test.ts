import { test } from 'node:test'
import { openBrowser, PHONE, person } from './browser.ts'
import { picture, residentSignIn, staffAtDesk } from './people.ts'
import { startServer } from './server.ts'

test('a household registers by the QR code of its home and is verified; in English', async () => {
  const server = await startServer()
  const { browser, close } = await openBrowser()
  try {
    const desk = await staffAtDesk(browser, server, 'agent')
    await desk.getByText('客户', { exact: true }).first().click()
    await desk.getByRole('button', { name: '邀请码' }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByRole('combobox').first().click()
    for (const [level, name] of ['安居花园', '1栋', '1单元', '301'].entries()) {
      await dialog.getByRole('combobox').nth(level).waitFor()
      await desk.keyboard.type(name)
      await desk.locator('.ant-select-item-option-active').filter({ hasText: name }).waitFor()
      await desk.keyboard.press('Enter')
    }
    await dialog.getByRole('button', { name: '生成邀请码' }).click()
    const address = await dialog.getByAltText(/invite/).getAttribute('alt')
    await picture(desk, 'invitation-sheet')
    await dialog.getByRole('button', { name: '关闭' }).click()

    const phone = await (await person(browser, PHONE, 'en-US')).newPage()
    await phone.goto(address as string)
    await phone.getByLabel('Name', { exact: true }).fill('周晓彤')
    await residentSignIn(phone, '13900001234')
    await phone
      .getByText(/我要报修|Report a repair/)
      .first()
      .waitFor()
    await picture(phone, 'invitation-registered')
    await phone.getByText('Me', { exact: true }).click()
    const mail = phone.getByLabel(/E-mail address/)
    await mail.fill('zhou@')
    await phone.getByRole('button', { name: 'Save' }).click()
    await phone.getByText('The format is not right.').waitFor()
    await mail.fill('zhou@example.com')
    await phone.getByRole('button', { name: 'Save' }).click()
    await phone.getByText('Address saved').waitFor()
    await picture(phone, 'invitation-mail')

    await desk.getByText('待核验住户').click()
    const waiting = desk.getByRole('listitem').filter({ hasText: '周*彤' })
    await waiting.waitFor()
    await picture(desk, 'invitation-waiting')
    await waiting.getByRole('button', { name: '属实，通过' }).click()
    await desk.getByText('已核验 周*彤').waitFor()
    await waiting.waitFor({ state: 'hidden' })
  } finally {
    await close()
    await server.stop()
  }
})
