import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Files of a tree by path. */
export type Tree = Record<string, string>

const manifest = (name: string, more: object = {}) => JSON.stringify({ name, type: 'module', ...more })
const npmPackages = ['zod', 'temporal-polyfill', 'fastify', 'pg', 'react', 'fast-check', 'typescript-only']
const atRunTime = ['zod', 'temporal-polyfill', 'fastify', 'pg']
const workspaces = {
  'packages/contracts': '@sims/contracts',
  'packages/ui': '@sims/ui',
  'packages/verifier': '@sims/verifier',
  'apps/server': '@sims/server',
  'apps/staff-web': '@sims/staff-web',
  'apps/mobile-web': '@sims/mobile-web',
}

/** A small copy of the repository's layout that keeps every rule; the packages of npm are empty shells. */
export const cleanTree: Tree = {
  'package.json': manifest('planted', { dependencies: Object.fromEntries(atRunTime.map((name) => [name, '1.0.0'])) }),
  'packages/contracts/src/index.ts': `export * from './terms.ts'\nexport type { Request } from './request.ts'\nexport { paths } from './paths.ts'`,
  'packages/contracts/src/terms.ts': `export const phases = ['new', 'accepted'] as const\nexport type Phase = (typeof phases)[number]`,
  'packages/contracts/src/paths.ts': `export const paths = { requests: '/api/v1/requests' }`,
  'packages/contracts/src/request.ts': `import { z } from 'zod'\nexport const request = z.object({})\nexport type Request = z.infer<typeof request>`,
  'packages/ui/src/index.tsx': `import { createElement } from 'react'\nexport const Button = () => createElement('button')`,
  'packages/verifier/src/index.ts': `import { createHash } from 'node:crypto'\nexport const hash = createHash`,
  'apps/server/config.ts': `export const port = process.env.PORT`,
  'apps/server/app.ts': `import fastify from 'fastify'\nimport { list } from '#modules/requests'\nimport { db } from '#platform/db'\nimport { port } from './config.ts'\nexport const app = () => fastify({ list, db, port })`,
  'apps/server/main.ts': `import { app } from './app.ts'\napp()`,
  'apps/server/migrations/0001.sql': `-- pg_notify is not for us\ncreate table note (at timestamptz default now());`,
  'apps/server/src/kernel/index.ts': `import { randomBytes } from 'node:crypto'\nimport { Temporal } from 'temporal-polyfill'\nexport const id = () => randomBytes(16)\nexport const zone = Temporal`,
  'apps/server/src/kernel/index.test.ts': `import { test } from 'node:test'\nimport fc from 'fast-check'\nimport { id } from './index.ts'\ntest('id', () => fc.assert(id))`,
  'apps/server/src/platform/db/index.ts': `import { Pool } from 'pg'\nimport { readFileSync } from 'node:fs'\nimport { id } from '#kernel'\nexport const db = { Pool, id, readFileSync, at: 'select now()' }`,
  'apps/server/src/platform/db/inner.ts': `export const inner = 1`,
  'apps/server/src/platform/db/testing.ts': `export const scratch = 1`,
  'apps/server/src/platform/http/index.ts': `import { db } from '#platform/db'\nimport type { Request } from '@sims/contracts'\nexport const http = (r: Request) => [db, r]`,
  'apps/server/src/platform/realtime/index.ts': `export const tell = 'select pg_notify($1, $2)'`,
  'apps/server/src/modules/estate/index.ts': `import { db } from '#platform/db'\nexport const premises = db`,
  'apps/server/src/modules/estate/store.ts': `export const store = 'select 1'`,
  'apps/server/src/modules/requests/index.ts': `import { premises } from '#modules/estate'\nimport { next } from './domain/decide.ts'\nexport const list = [premises, next]`,
  'apps/server/src/modules/requests/domain/decide.ts': `import { id } from '#kernel'\nimport { type Phase, phases } from '@sims/contracts'\n// new Date() in a comment is no clock\nexport const next = (now: Date): Phase | undefined => (id() && new Date(now) ? phases[1] : undefined)`,
  'apps/server/src/modules/requests/requests.test.ts': `import { test } from 'node:test'\nimport { app } from '../../../app.ts'\nimport { scratch } from '../../platform/db/testing.ts'\ntest('list', { skip: !process.env.DATA && 'no data' }, () => app() && scratch)`,
  'apps/staff-web/vite.config.ts': `import { join } from 'node:path'\nexport default join`,
  'apps/staff-web/src/main.tsx': `import { Router } from './app/router.tsx'\nexport default Router`,
  'apps/staff-web/src/app/router.tsx': `import { lazy } from 'react'\nimport { useList } from '../shared/list.ts'\nexport const Router = [useList, lazy(() => import('../features/requests/page.tsx'))]`,
  'apps/staff-web/src/shared/list.ts': `import { paths } from '@sims/contracts'\nimport { Button } from '@sims/ui'\nexport const useList = [paths, Button]`,
  'apps/staff-web/src/features/requests/page.tsx': `import type { Request } from '@sims/contracts'\nimport { useList } from '../../shared/list.ts'\nexport const Page = (r: Request) => [r, useList]`,
  'apps/staff-web/src/features/people/page.tsx': `export const Page = 1\nexport interface Row { id: string }`,
  'apps/mobile-web/src/main.tsx': `import { queue } from './offline/queue.ts'\nexport default queue`,
  'apps/mobile-web/src/offline/queue.ts': `export const queue = 1`,
}

/** The module graph of the clean tree. */
export const cleanGraph = { estate: [], requests: ['estate'] }

/** Writes the tree into a new temporary folder, runs `use` there and removes it. */
export async function withTree<T>(tree: Tree, use: (root: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'sims-planted-'))
  try {
    const files: Tree = { ...tree }
    for (const [folder, name] of Object.entries(workspaces)) files[`${folder}/package.json`] = workspaceManifest(name)
    for (const name of npmPackages) {
      files[`node_modules/${name}/package.json`] = manifest(name, { version: '1.0.0', exports: './dist/index.js' })
      files[`node_modules/${name}/dist/index.js`] = 'export default 1\n'
    }
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), `${text}\n`)
    }
    await mkdir(join(root, 'node_modules/@sims'), { recursive: true })
    for (const [folder, name] of Object.entries(workspaces))
      await symlink(join('../..', folder), join(root, 'node_modules', name))
    return await use(root)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

function workspaceManifest(name: string): string {
  if (name === '@sims/server')
    return manifest(name, {
      exports: { './*': './*' },
      imports: {
        '#kernel': './src/kernel/index.ts',
        '#platform/*': './src/platform/*/index.ts',
        '#modules/*': './src/modules/*/index.ts',
      },
    })
  return manifest(name, { exports: { '.': name === '@sims/ui' ? './src/index.tsx' : './src/index.ts' } })
}
