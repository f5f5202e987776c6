import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { picture, staffAtDesk } from './people.ts'
import { startServer } from './server.ts'

interface Process {
  states: { key: string; phase: string; names: { 'zh-CN': string } }[]
  steps: { key: string; roles: string[]; names: { 'zh-CN': string } }[]
  clocks: { name: string; target: object; exception?: object }[]
}

test('a manager changes a process by its file, sees its faults in the picture; an executive puts it in force', async () => {
  const server = await startServer()
  const { browser, close } = await openBrowser()
  try {
    const manager = await staffAtDesk(browser, server, 'manager')
    await manager.goto(`${server.url}/rules?kind=process`)
    await manager.getByRole('link', { name: '咨询流程' }).click()
    const base = await downloaded(manager)
    await manager.getByRole('button', { name: '起草新版本' }).click()

    await upload(manager, '{"states": [')
    await manager.getByText(/不是有效的 JSON/).waitFor()

    await upload(manager, {
      ...base,
      states: base.states.map((state, i) => (i === 0 ? { ...state, phase: 'flying' } : state)),
    })
    await manager.getByText(/状态“待受理”的“phase”不能写“flying”/).waitFor()
    await manager.getByRole('button', { name: '返回草稿' }).click()

    const faulty = structuredClone(base)
    faulty.steps = faulty.steps.filter(({ key }) => key !== 'archive')
    await upload(manager, faulty)
    const fault = manager.getByRole('button', { name: /没有步骤能到达状态“已归档”/ })
    await fault.waitFor()
    assert.equal(await fault.getAttribute('aria-pressed'), 'false')
    // a red state leads to what is said of it
    await manager.locator('svg g').filter({ hasText: '没有步骤能到达状态“已归档”' }).last().click()
    assert.equal(await fault.getAttribute('aria-pressed'), 'true')
    await picture(manager, 'process-fault')

    const slower = structuredClone(base)
    const first = slower.clocks.find(({ name }) => name === 'firstResponse')
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    Object.assign(first as object, {
      target: { kind: 'elapsedHours', hours: 36 },
      exception: { reason: '客服正在招聘', until },
    })
    await upload(manager, slower)
    await manager.getByText('低于规范', { exact: true }).waitFor()
    await manager.getByRole('button', { name: '保存草稿' }).click()
    await manager.getByRole('button', { name: '送审' }).click()
    await manager.getByText('待发布').first().waitFor()

    const executive = await staffAtDesk(browser, server, 'executive')
    await executive.goto(manager.url())
    await executive.getByRole('button', { name: '发布' }).click()
    await executive.getByRole('dialog').getByRole('button', { name: '发布' }).click()
    await executive.getByText('生效中').first().waitFor()
    await executive.goto(`${server.url}/rules?kind=process`)
    await executive.getByText('咨询流程 · 首次响应').waitFor()
    await executive.getByText(`例外至 ${until}`).waitFor()
    await picture(executive, 'process-exceptions')
  } finally {
    await close()
    await server.stop()
  }
})

async function downloaded(page: Page): Promise<Process> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载流程文件' }).click(),
  ])
  assert.equal(file.suggestedFilename(), 'process-inquiry.json')
  return JSON.parse(await readFile(await file.path(), 'utf8'))
}

const upload = (page: Page, content: Process | string) =>
  page.locator('input[type=file]').setInputFiles({
    name: 'process.json',
    mimeType: 'application/json',
    buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  })
