import assert from 'node:assert/strict'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openDataFolder } from './data-folder.ts'
import type { StartupError } from './startup-error.ts'

const base = mkdtempSync(join(tmpdir(), 'sims-folder-'))
after(() => rmSync(base, { recursive: true }))

const isRoot = process.geteuid?.() === 0
const NOBODY = 65_534

/** The code of the refusal, with both sentences checked for the path. */
async function refusal(path: string): Promise<string> {
  const error = await openDataFolder(path).then(
    () => assert.fail(`${path} was accepted`),
    (error: StartupError) => error,
  )
  assert.ok(error.zh?.includes(path) && error.en.includes(path), String(error))
  return error.code
}

/** Runs `act` as an ordinary user: only for one is anything unwritable. */
async function asOrdinaryUser<T>(act: () => Promise<T>): Promise<T> {
  if (!isRoot) return await act()
  process.seteuid?.(NOBODY)
  try {
    return await act()
  } finally {
    process.seteuid?.(0)
  }
}

test('a new folder gets its marker and parts, and is recognised again', async () => {
  const path = join(base, 'deep', 'new')
  const first = await openDataFolder(path)
  assert.equal(first.created, true)
  assert.deepEqual(readdirSync(path).sort(), ['SIMS', 'files', 'log', 'secrets'])
  assert.equal(statSync(first.secrets).mode & 0o777, 0o700)
  assert.equal((await openDataFolder(path)).created, false)
})

test('secrets that were opened to others are closed again', async () => {
  const path = join(base, 'loose')
  const { secrets } = await openDataFolder(path)
  chmodSync(secrets, 0o755)
  await openDataFolder(path)
  assert.equal(statSync(secrets).mode & 0o777, 0o700)
})

test('a folder that holds something else is left alone', async () => {
  const path = join(base, 'photos')
  mkdirSync(path)
  writeFileSync(join(path, 'cat.jpg'), 'x')
  assert.equal(await refusal(path), 'startup.dataFolderForeign')
  assert.deepEqual(readdirSync(path), ['cat.jpg'])
})

test('a folder with a marker of something else is foreign too', async () => {
  const path = join(base, 'marker')
  mkdirSync(path)
  writeFileSync(join(path, 'SIMS'), 'my game')
  assert.equal(await refusal(path), 'startup.dataFolderForeign')
})

test('the folder of a newer SIMS is refused', async () => {
  const path = join(base, 'newer')
  mkdirSync(path)
  writeFileSync(join(path, 'SIMS'), 'format 99\n')
  assert.equal(await refusal(path), 'startup.dataFolderNewer')
})

test('a file is not a folder, nor is a path below one', async () => {
  const path = join(base, 'file')
  writeFileSync(path, '')
  assert.equal(await refusal(path), 'startup.dataFolderNotAFolder')
  assert.equal(await refusal(join(path, 'data')), 'startup.dataFolderNotAFolder')
})

test('an unwritable folder is refused, before and after it was made', async () => {
  chmodSync(base, 0o755)
  const closed = join(base, 'closed')
  mkdirSync(closed, { mode: 0o555 })
  assert.equal(await asOrdinaryUser(() => refusal(closed)), 'startup.dataFolderUnwritable')
  assert.equal(await asOrdinaryUser(() => refusal(join(closed, 'data'))), 'startup.dataFolderUnwritable')

  const mine = join(base, 'mine')
  mkdirSync(mine)
  if (isRoot) chownSync(mine, NOBODY, NOBODY)
  await asOrdinaryUser(() => openDataFolder(mine))
  chmodSync(mine, 0o555)
  assert.equal(await asOrdinaryUser(() => refusal(mine)), 'startup.dataFolderUnwritable')
})

test('the folder of another user is refused', { skip: !isRoot && 'only root can give files away' }, async () => {
  const path = join(base, 'theirs')
  await openDataFolder(path)
  chownSync(join(path, 'SIMS'), NOBODY, NOBODY)
  assert.equal(await refusal(path), 'startup.dataFolderOwner')
})
