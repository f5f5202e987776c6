import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { cellText, readTable } from '#platform/exchange'
import { importer } from './src/modules/imports/testing.ts'
import { type TestCompany, testCompany } from './testing.ts'

// Ten years of real messages with their replies: the report of the product against a calculation from the file and the
// calendar's rows alone, by date count, without the engine, its clocks or its calendar.

const folder = process.env.SIMS_EVAL_DATA
const options = folder ? {} : { skip: 'SIMS_EVAL_DATA names no folder with the real files: nothing was compared' }
const PATH = 'tipdm/attachment4_2816_replies.xlsx'

let company: TestCompany
before(async () => {
  if (folder) company = await testCompany()
})
after(() => company?.close())

interface Message {
  reported: number
  answered: number
}

/** A time of the file as if it were UTC: only differences and days matter. One has no time of day: it is 0:00. */
function timeIn(text: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})\D(\d{1,2})\D(\d{1,2})(?:\D+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?/.exec(text) ?? []
  if (!year) throw new Error(`no date: ${text}`)
  return Date.UTC(+year, Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0))
}

async function messagesOf(bytes: Buffer): Promise<Message[]> {
  const messages: Message[] = []
  for await (const row of readTable(bytes)) {
    if (row.number === 1) continue
    messages.push({ reported: timeIn(cellText(row.cells[3]).trim()), answered: timeIn(cellText(row.cells[6]).trim()) })
  }
  return messages
}

const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10)
const ADAY = 86_400_000

/** Days after the one of the report, up to that of the answer, on which people work. */
function workingDays({ reported, answered }: Message, exceptions: Map<string, boolean>): number {
  let days = 0
  for (let day = Date.parse(dateOf(reported)) + ADAY; day <= answered; day += ADAY) {
    const weekday = new Date(day).getUTCDay()
    if (exceptions.get(dateOf(day)) ?? (weekday !== 0 && weekday !== 6)) days += 1
  }
  return days
}

test('the report over 2,816 messages with replies is what the file says', options, async (t) => {
  const bytes = await readFile(join(folder as string, PATH))
  const messages = await messagesOf(bytes)
  const { rows } = await company.database.owner.query<{ day: string; working: boolean }>(
    'select day::text, working from calendar_day',
  )
  const exceptions = new Map(rows.map(({ day, working }) => [day, working]))
  const days = messages.map((message) => workingDays(message, exceptions)).sort((a, b) => a - b)
  const middle = messages.length / 2
  const expected = {
    requests: messages.length,
    answered: messages.length,
    within24h: messages.filter(({ reported, answered }) => answered - reported <= ADAY).length,
    withinResultDays: days.filter((n) => n <= 7).length,
    counted: messages.length,
    medianDays: ((days[Math.floor(middle - 0.5)] as number) + (days[Math.floor(middle)] as number)) / 2,
  }

  const boss = await importer(company)
  const id = await boss.begin('attachment4_2816_replies.xlsx', bytes)
  await boss.work()
  await boss.check(id, { communityId: company.communityId, category: 'waterLeak' })
  assert.equal((await boss.run(id)).created, 2816)
  await company.app.relay.drain()
  const report = await boss.api('clockReport')
  assert.deepEqual(report.total, expected)
  assert.deepEqual(
    report.days,
    [...Map.groupBy(days, (n) => n)].map(([n, those]) => ({ days: n, count: those.length })),
  )
  t.diagnostic(JSON.stringify(expected))
})
