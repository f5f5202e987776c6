import assert from 'node:assert/strict'
import { test } from 'node:test'
import Excel from 'exceljs'
import type { Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { picture, staffAtDesk } from './people.ts'
import { startServer } from './server.ts'

test('an executive takes the estate out as Excel, edits it, sees each change and brings it in', async () => {
  const [server, { browser, close }] = await Promise.all([startServer(), openBrowser()])
  try {
    const page = await staffAtDesk(browser, server, 'executive')
    await page.goto(`${server.url}/imports?subject=places`)
    const book = new Excel.Workbook()
    await book.xlsx.readFile(await downloaded(page, '导出现有数据'))
    const [sheet] = book.worksheets
    assert.ok(sheet && sheet.rowCount > 100, 'the whole estate')
    const home = rowOf(sheet, '101')
    home.getCell(7).value = 88.5
    await bring(page, 1, await written(sheet))
    await page.getByText('将更改', { exact: false }).first().waitFor()
    const change = page.getByText('88.50')
    await change.waitFor()
    await picture(page, 'import-changes')
    await page.getByRole('button', { name: '导入 1 行' }).click()
    await page.getByText('已导入').first().waitFor()

    // a table that says it again changes nothing
    await page.goto(`${server.url}/imports?subject=places`)
    await bring(page, 1, await written(sheet))
    await page.getByRole('button', { name: '导入 0 行' }).waitFor()

    await page.goto(`${server.url}/imports?subject=customers`)
    const template = new Excel.Workbook()
    await template.xlsx.readFile(await downloaded(page, '下载模板'))
    assert.equal(template.worksheets[0]?.getCell('E1').value, '姓名或单位名称')
    await picture(page, 'import-residents')
  } finally {
    await close()
    await server.stop()
  }
})

async function downloaded(page: Page, button: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
  return await file.path()
}

/** Brings a table by the nth way of the page and has it checked. */
async function bring(page: Page, nth: number, buffer: Buffer): Promise<void> {
  const file = { name: '房产.xlsx', mimeType: 'application/octet-stream', buffer }
  await page.locator('input[type=file]').nth(nth).setInputFiles(file)
  await page.getByText('列的对应关系').waitFor()
  await page.getByRole('button', { name: /^检\s*查$/ }).click()
  await page.getByText('检查结果').waitFor()
}

function rowOf(sheet: Excel.Worksheet, name: string): Excel.Row {
  let found: Excel.Row | undefined
  sheet.eachRow((row) => {
    if (row.getCell(4).value === name) found ??= row
  })
  if (!found) throw new Error(`no row ${name}`)
  return found
}

/** The first sheet as somebody saves it. */
async function written(from: Excel.Worksheet): Promise<Buffer> {
  const book = new Excel.Workbook()
  const sheet = book.addWorksheet('房产')
  from.eachRow((row) => void sheet.addRow((row.values as unknown[]).slice(1)))
  return Buffer.from(await book.xlsx.writeBuffer())
}
