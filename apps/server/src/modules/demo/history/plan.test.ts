import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR, parseInstant } from '#kernel'
import { HISTORY_MS, plan, type Step } from './plan.ts'
import { contentOf, STORIES, urgencyOf } from './stories.ts'

const ZONE = 'Asia/Shanghai'
const planned = (now: number) => plan(STORIES, (story) => urgencyOf(story) === 1, now, ZONE)
const stepsOf = (now: number) => {
  const steps = STORIES.map((): Step[] => [])
  for (const act of planned(now)) steps[act.story]?.push(act.step)
  return steps
}

test('at whatever hour the first start is, all that happened lies before it and after the founding', () => {
  const start = parseInstant('2026-03-02T00:00:00+08:00')
  const usual = stepsOf(start)
  for (let hour = 0; hour < 24; hour += 0.5) {
    const now = start + hour * HOUR
    const acts = planned(now)
    for (const { at, story, step } of acts) {
      assert.ok(at <= now && at > now - HISTORY_MS, `${step} of ${STORIES[story]?.text} at ${hour}`)
      assert.ok(Number.isInteger(at))
    }
    assert.deepEqual(stepsOf(now), usual)
  }
})

test('an emergency is on site within half an hour', () => {
  const acts = planned(parseInstant('2026-11-25T03:00:00+08:00'))
  const at = (story: number, step: Step) => acts.find((act) => act.story === story && act.step === step)?.at
  const took = STORIES.flatMap((story, n) => {
    const started = at(n, 'start')
    return urgencyOf(story) === 1 && started ? [started - (at(n, 'report') as number)] : []
  })
  assert.ok(took.length >= 4)
  assert.ok(Math.max(...took) <= HOUR / 2)
})

test('every story says what its stage needs, and happens where its category can', () => {
  for (const story of STORIES) {
    const { places } = contentOf(story)
    const own = ['home', 'office', 'shop', 'printed'].includes(story.place)
    assert.ok(places.includes(own ? 'premises' : 'area'), story.text)
    const done = ['done', 'rated', 'settled', 'archived'].includes(story.until)
    assert.equal(story.note !== undefined, done, story.text)
    if (story.until === 'rated') assert.ok(story.rating, story.text)
    if (story.until === 'settled' || story.until === 'archived') assert.ok(story.rating || story.settleNote, story.text)
    // full-width punctuation, as people type Chinese
    assert.doesNotMatch([story.text, story.note, story.settleNote, story.rating?.[3]].join(''), /[,;:!?()]/)
  }
  assert.equal(new Set(STORIES.map((story) => story.text)).size, STORIES.length)
})
