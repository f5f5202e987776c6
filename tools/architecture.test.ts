import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { guard } from './architecture/guard.ts'
import { cleanGraph, cleanTree, type Tree, withTree } from './architecture/planted.ts'

const requests = 'apps/server/src/modules/requests'
const staff = 'apps/staff-web/src'

/** One violation each: [what, file, its text, rule that must catch it]. All stand in one tree and must all be caught. */
const imports: [what: string, file: string, text: string][] = [
  ['contracts → another package of npm', 'packages/contracts/src/v01.ts', `import pg from 'pg'\nexport default pg`],
  [
    'contracts → Node',
    'packages/contracts/src/v02.ts',
    `import { readFileSync } from 'node:fs'\nexport default readFileSync`,
  ],
  [
    'contracts → kernel',
    'packages/contracts/src/v03.ts',
    `export { id } from '../../../apps/server/src/kernel/index.ts'`,
  ],
  [
    'ui → contracts, type only',
    'packages/ui/src/v04.ts',
    `import type { Phase } from '@sims/contracts'\nexport type P = Phase`,
  ],
  ['ui → Node', 'packages/ui/src/v05.ts', `import 'node:fs'`],
  [
    'verifier → contracts',
    'packages/verifier/src/v06.ts',
    `import { phases } from '@sims/contracts'\nexport default phases`,
  ],
  [
    'verifier → server, type only',
    'packages/verifier/src/v07.ts',
    `export type { id } from '../../../apps/server/src/kernel/index.ts'`,
  ],
  ['kernel → npm', 'apps/server/src/kernel/v08.ts', `import pg from 'pg'\nexport default pg`],
  ['kernel → Node', 'apps/server/src/kernel/v09.ts', `import fs from 'node:fs'\nexport default fs`],
  [
    'kernel → contracts, type only',
    'apps/server/src/kernel/v10.ts',
    `import type { Phase } from '@sims/contracts'\nexport type P = Phase`,
  ],
  ['kernel → platform', 'apps/server/src/kernel/v11.ts', `export * from '#platform/db'`],
  [
    'platform → module',
    'apps/server/src/platform/http/v12.ts',
    `import { list } from '#modules/requests'\nexport default list`,
  ],
  [
    'platform → module, type only',
    'apps/server/src/platform/http/v13.ts',
    `export type A = typeof import('#modules/requests')`,
  ],
  [
    'platform → module, dynamic',
    'apps/server/src/platform/http/v14.ts',
    `export const a = () => import('#modules/requests')`,
  ],
  ['platform → past the door', 'apps/server/src/platform/http/v15.ts', `export { inner } from '../db/inner.ts'`],
  [
    'platform → config, type only',
    'apps/server/src/platform/http/v16.ts',
    `import type { port } from '../../../config.ts'\nexport type P = typeof port`,
  ],
  ['platform → testing', 'apps/server/src/platform/http/v17.ts', `export { scratch } from '../db/testing.ts'`],
  [
    'domain → platform, type only',
    `${requests}/domain/v18.ts`,
    `import type { db } from '#platform/db'\nexport type D = typeof db`,
  ],
  ['domain → Node', `${requests}/domain/v19.ts`, `import { randomUUID } from 'node:crypto'\nexport default randomUUID`],
  ['domain → npm', `${requests}/domain/v20.ts`, `import { z } from 'zod'\nexport default z`],
  ['domain → its own module', `${requests}/domain/v21.ts`, `export { list } from '../index.ts'`],
  [
    'domain → contracts beyond the enums',
    `${requests}/domain/v22.ts`,
    `import type { Request } from '@sims/contracts'\nexport type R = Request`,
  ],
  [
    'domain → all of contracts',
    `${requests}/domain/v23.ts`,
    `import * as all from '@sims/contracts'\nexport default all`,
  ],
  ['module → another module past the door', `${requests}/v24.ts`, `export { store } from '../estate/store.ts'`],
  [
    'module → edge not in the graph',
    'apps/server/src/modules/people/index.ts',
    `import { premises } from '#modules/estate'\nexport default premises`,
  ],
  [
    'module → the same, type only',
    'apps/server/src/modules/people/v25.ts',
    `import type { premises } from '#modules/estate'\nexport type P = typeof premises`,
  ],
  ['module → domain of another', `${requests}/v26.ts`, `export { rule } from '../people/domain/rule.ts'`],
  ['module → past the door of a platform folder', `${requests}/v27.ts`, `import '../../platform/db/inner.ts'`],
  ['module → app', `${requests}/v28.ts`, `export { app } from '../../../app.ts'`],
  ['module → what is not there', `${requests}/v29.ts`, `import '#modules/absent'`],
  ['server → web', 'apps/server/v30.ts', `export { Page } from '../staff-web/src/features/people/page.tsx'`],
  ['server → verifier', 'apps/server/v31.ts', `export { hash } from '@sims/verifier'`],
  ['feature → another feature', `${staff}/features/requests/v32.ts`, `export { Page } from '../people/page.tsx'`],
  [
    'feature → another feature, type only',
    `${staff}/features/requests/v33.ts`,
    `import type { Row } from '../people/page.tsx'\nexport type R = Row`,
  ],
  ['feature → app', `${staff}/features/requests/v34.ts`, `export { Router } from '../../app/router.tsx'`],
  [
    'feature → server, type only',
    `${staff}/features/requests/v35.ts`,
    `import type { id } from '@sims/server/src/kernel/index.ts'\nexport type I = typeof id`,
  ],
  ['feature → Node', `${staff}/features/requests/v36.ts`, `import 'node:path'`],
  ['feature → zod', `${staff}/features/requests/v37.ts`, `import type { z } from 'zod'\nexport type Z = z`],
  ['shared → feature', `${staff}/shared/v38.ts`, `export { Page } from '../features/people/page.tsx'`],
  ['shared → app', `${staff}/shared/v39.ts`, `export { Router } from '../app/router.tsx'`],
  ['app → server', `${staff}/app/v40.ts`, `export { id } from '../../../server/src/kernel/index.ts'`],
  [
    'app → the other web',
    'apps/mobile-web/src/app/v41.ts',
    `export { useList } from '../../../staff-web/src/shared/list.ts'`,
  ],
  ['anyone → tools', `${requests}/v42.ts`, `export { tool } from '../../../../../tools/tool.ts'`],
  ['a place without a rule', 'apps/server/src/helpers/v43.ts', 'export const helper = 1'],
]

const others: [rule: string, file: string, text: string][] = [
  ['dependency', 'apps/server/src/platform/db/w01.ts', `import tool from 'typescript-only'\nexport default tool`],
  [
    'zod',
    `${staff}/shared/w02.ts`,
    `import { request } from '../../../../packages/contracts/src/request.ts'\nexport default request`,
  ],
  ['environment', 'apps/server/w03.ts', 'export const a = process.env.HOME'],
  ['environment', `${requests}/w04.ts`, `import { env } from 'node:process'\nexport const a = env.HOME`],
  ['environment', 'apps/server/src/platform/db/w05.ts', 'const { env } = process\nexport const a = env'],
  ['environment', 'apps/server/src/kernel/w06.ts', `export const a = globalThis.process['env']`],
  ['clock', `${requests}/domain/w07.ts`, 'export const a = () => new Date()'],
  ['clock', `${requests}/domain/w08.ts`, 'export const a = () => Date.now()'],
  ['clock', `${requests}/domain/w09.ts`, 'declare const Temporal: any\nexport const a = () => Temporal.Now.instant()'],
  ['randomness', `${requests}/domain/w10.ts`, 'export const a = () => Math.random()'],
  ['randomness', `${requests}/domain/w11.ts`, 'export const a = () => crypto.randomUUID()'],
  ['sql clock', `${requests}/w12.ts`, "export const a = 'update request set at = now()'"],
  [
    'sql clock',
    `${requests}/w13.ts`,
    'export const a = (id: string) => `update request set at = CURRENT_TIMESTAMP where id = $1`',
  ],
  ['notify', 'apps/server/src/platform/http/w14.ts', `export const a = "select pg_notify('x', '')"`],
  ['notify', `${requests}/w15.ts`, `export const a = 'NOTIFY changed'`],
  [
    'notify',
    'apps/server/migrations/0002.sql',
    `create function f() returns trigger as $$ begin perform pg_notify('x', ''); end $$;`,
  ],
  ['long file', 'tools/w16.ts', 'export {}\n'.repeat(400)],
  ['foreign place', 'docs/w17.md', `see ${['', 'work', 'main'].join('/')}`],
  ['foreign place', 'w18.json', `{"resolved": "https://${['registry', 'npmjs', 'org'].join('.')}/x"}`],
  ['skipped test', `${requests}/w19.test.ts`, `import { test } from 'node:test'\ntest.skip('a', () => {})`],
  ['skipped test', 'e2e/w20.test.ts', `import { test } from 'node:test'\ntest('a', { only: true }, () => {})`],
  ['computed import', `${requests}/w21.ts`, 'export const a = (name: string) => import(name)'],
]

const tools = { 'tools/tool.ts': 'export const tool = 1' }
const people = { 'apps/server/src/modules/people/domain/rule.ts': 'export const rule = 1' }
const graph = { ...cleanGraph, people: [] }
const plant = (rows: [string, string, string][]): Tree => Object.fromEntries(rows.map(([, file, text]) => [file, text]))

describe('the architecture guard', () => {
  test('passes a clean tree and has read every file of it', async () => {
    const { faults, seen } = await withTree(cleanTree, (root) => guard(root, cleanGraph))
    assert.deepEqual(faults, [])
    const code = Object.keys(cleanTree).filter((path) => /\.tsx?$/.test(path))
    for (const name of [
      'packages/contracts',
      'packages/ui',
      'packages/verifier',
      'apps/server',
      'apps/staff-web',
      'apps/mobile-web',
    ])
      assert.equal(seen.get(name), code.filter((path) => path.startsWith(`${name}/`)).length, name)
  })

  test('catches an import against every row of the table, type-only ones too', async () => {
    const tree = { ...cleanTree, ...tools, ...people, ...plant(imports) }
    const { faults } = await withTree(tree, (root) => guard(root, graph))
    for (const [what, file] of imports) {
      const texts = faults.filter((fault) => fault.file === file && fault.rule === 'import').map((fault) => fault.text)
      assert.equal(texts.length, 1, `${what}: ${texts.join('; ') || 'not caught'}`)
      // caught for what it is, not because the plant missed its target
      assert.equal(
        /cannot be resolved/.test(texts[0] ?? ''),
        what.includes('what is not there'),
        `${what}: ${texts[0]}`,
      )
    }
    const planted = new Set(imports.map(([, file]) => file))
    const innocent = faults.filter((fault) => fault.rule === 'import' && !planted.has(fault.file))
    assert.deepEqual(innocent, [], 'accused without cause')
  })

  test('catches what a syntax tree or a text shows, and accuses nothing else', async () => {
    const { faults } = await withTree({ ...cleanTree, ...plant(others) }, (root) => guard(root, cleanGraph))
    const found = faults.map(({ rule, file }) => `${rule} ${file.replace(/:\d+$/, '')}`)
    assert.deepEqual(found.sort(), others.map(([rule, file]) => `${rule} ${file}`).sort())
  })

  test('catches cycles between platform folders and in the module graph', async () => {
    const tree = {
      ...cleanTree,
      'apps/server/src/platform/db/back.ts': `import type { http } from '#platform/http'\nexport type H = typeof http`,
      'apps/server/src/modules/estate/back.ts': `export { list } from '#modules/requests'`,
    }
    const round = { estate: ['requests'], requests: ['estate'] }
    const { faults } = await withTree(tree, (root) => guard(root, round))
    assert.deepEqual(faults.map(({ rule, text }) => `${rule}: ${text}`).sort(), [
      'cycle: db → http → db',
      'cycle: estate → requests → estate',
      'graph: cycle estate → requests → estate',
    ])
  })

  test('wants the module graph to name exactly the modules there are', async () => {
    const { faults } = await withTree(cleanTree, (root) => guard(root, { requests: ['estate'], ghost: [] }))
    assert.deepEqual(faults.map(({ text }) => text).sort(), ['module estate is missing', 'no module ghost'])
  })

  test('fails when files are there that it did not read, and when a package has none', async () => {
    // git lists a file in a folder that the reader leaves out: the two lists must not differ in silence
    const faults = await withTree(cleanTree, async (root) => {
      const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: 'ignore' })
      await writeFile(join(root, '.gitignore'), 'node_modules/\n')
      git('init')
      assert.deepEqual((await guard(root, cleanGraph)).faults, [])
      execFileSync('mkdir', ['-p', join(root, 'apps/server/src/kernel/dist'), join(root, 'packages/empty')])
      await writeFile(join(root, 'apps/server/src/kernel/dist/unread.ts'), 'export {}\n')
      return (await guard(root, cleanGraph)).faults
    })
    assert.deepEqual(faults.map(({ rule, file }) => `${rule} ${file}`).sort(), [
      'unread apps/server/src/kernel/dist/unread.ts',
      'unread packages/empty',
    ])
  })
})
