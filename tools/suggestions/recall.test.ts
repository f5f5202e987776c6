import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { rankAlike, weigh } from '../../apps/server/src/modules/requests/domain/alike.ts'
import { gramsOf, normalized } from '../../apps/server/src/platform/search/index.ts'
import { readMessages } from '../replay/messages.ts'

// Recall of likely duplicates over real messages, by pairs of message numbers that a reader judged to be about the
// same. Method, figures and limits: docs/suggestions.md.

const folder = process.env.SIMS_EVAL_DATA
const skip = folder ? false : 'SIMS_EVAL_DATA is not set: the messages to measure with are not here'

test('recall@5 of likely duplicates is what the docs say', { skip }, async (t) => {
  const file = join(import.meta.dirname, 'pairs.json')
  const pairs = JSON.parse(readFileSync(file, 'utf8')) as [string, string][]
  const messages = await readMessages(join(folder as string, 'tipdm/attachment3_4326.xlsx'))
  const all = messages.map(({ number, text, at }) => {
    return { number, at, near: 0, open: false, grams: gramsOf(normalized(text)) }
  })
  assert.equal(all.length, 4326)
  const weight = weigh(all)
  const byNumber = new Map(all.map((message) => [message.number, message]))
  const recall = (context: boolean) => {
    const hits = pairs.flat().filter((number, i) => {
      const partner = pairs[Math.floor(i / 2)]?.[i % 2 === 0 ? 1 : 0]
      const asked = byNumber.get(number)
      assert.ok(asked, `no message ${number}`)
      const others = all.filter((message) => message !== asked)
      return rankAlike(asked.grams, asked.at, others, weight, { context, most: 5 }).some((m) => m.number === partner)
    })
    return hits.length / (pairs.length * 2)
  }
  const [text, textAndTime] = [recall(false), recall(true)]
  t.diagnostic(
    `${pairs.length} pairs, both ways: recall@5 by text ${text.toFixed(3)}, and time ${textAndTime.toFixed(3)}`,
  )
  assert.ok(text >= 0.85 && textAndTime >= 0.85)
})
