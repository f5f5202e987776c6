import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pruneLogs } from './logs.ts'

test('the ten newest logs stay, and so does everything else', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'sims-logs-'))
  context.after(() => rmSync(folder, { recursive: true }))
  const nameOf = (day: number) => `postgres-202601${String(day).padStart(2, '0')}-120000.log`
  for (let day = 1; day <= 25; day++) writeFileSync(join(folder, nameOf(day)), '')
  writeFileSync(join(folder, 'start.log'), '')
  pruneLogs(folder)
  const kept = Array.from({ length: 10 }, (_, index) => nameOf(16 + index))
  assert.deepEqual(readdirSync(folder).sort(), [...kept, 'start.log'])
})
