import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readOrCreateSecret } from './secret.ts'

const folder = mkdtempSync(join(tmpdir(), 'sims-secret-'))
after(() => rmSync(folder, { recursive: true }))

test('all who ask at once get the same secret, and later ones too', async () => {
  const values = await Promise.all(Array.from({ length: 20 }, () => readOrCreateSecret(folder, 'key')))
  assert.equal(new Set(values).size, 1)
  assert.match(values[0] ?? '', /^[\w-]{43}$/)
  assert.equal(await readOrCreateSecret(folder, 'key'), values[0])
  assert.notEqual(await readOrCreateSecret(folder, 'other'), values[0])
  assert.deepEqual(readdirSync(folder).sort(), ['key', 'other'])
  assert.equal(statSync(join(folder, 'key')).mode & 0o777, 0o600)
})
