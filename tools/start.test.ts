import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { after, test } from 'node:test'

/** A tiny project around the real start.mjs: its only dependency is a "Node 24" that says that it was used. */
const root = mkdtempSync(join(tmpdir(), 'sims-start-'))
after(() => rmSync(root, { recursive: true, force: true }))

const nodeName = `node-${process.platform}-${process.arch}`

function write(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text, { mode })
}

copyFileSync(resolve(import.meta.dirname, '../start.mjs'), join(root, 'start.mjs'))
write('package.json', JSON.stringify({ name: 'tiny', version: '1.0.0', workspaces: ['node24'] }))
write('node24/package.json', JSON.stringify({ name: nodeName, version: '24.0.0' }))
write('node24/bin/node', `#!/bin/sh\nBROUGHT=yes exec "${process.execPath}" "$@"\n`, 0o755)
const packages = {
  '': { name: 'tiny', version: '1.0.0', workspaces: ['node24'] },
  node24: { name: nodeName, version: '24.0.0' },
  [`node_modules/${nodeName}`]: { resolved: 'node24', link: true },
}
write('package-lock.json', JSON.stringify({ name: 'tiny', version: '1.0.0', lockfileVersion: 3, packages }))
write(
  'apps/server/main.ts',
  `const [mode] = process.argv.slice(2) as string[]
  process.on('SIGTERM', () => { if (mode !== '--deaf') process.exit(7) })
  const { BROUGHT, NODE_COMPILE_CACHE } = process.env
  console.log(JSON.stringify({ args: process.argv.slice(2), brought: BROUGHT, cache: NODE_COMPILE_CACHE, pid: process.pid }))
  if (mode === '--serve' || mode === '--deaf') setInterval(() => undefined, 1000)
  if (mode === '--fail') process.exitCode = 3`,
)

function start(args: string[], nodeOptions: string[] = []) {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeOptions, 'start.mjs', ...args], {
    cwd: root,
    encoding: 'utf8',
    env,
  })
  return { status, said: stdout.startsWith('{') ? JSON.parse(stdout) : stdout, stderr }
}

async function serve(mode: string): Promise<{ child: ChildProcess; pid: number }> {
  const child = spawn(process.execPath, ['start.mjs', mode], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  return { child, pid: JSON.parse(String(line)).pid }
}

test('the first start installs, the second does not, a changed lock file installs again', () => {
  const first = start([])
  assert.equal(first.status, 0, first.stderr)
  assert.match(first.stderr, /正在安装依赖[\s\S]*Installing/)
  assert.equal(start([]).stderr, '')
  appendFileSync(join(root, 'package-lock.json'), '\n')
  assert.match(start([]).stderr, /Installing/)
  assert.equal(start([]).stderr, '')
})

test('an installation that was broken off is made again', () => {
  rmSync(join(root, 'node_modules', '.sims-installed'))
  rmSync(join(root, 'node_modules', '.package-lock.json'))
  assert.match(start([]).stderr, /Installing/)
})

test('an installation by npm itself is accepted', () => {
  rmSync(join(root, 'node_modules', '.sims-installed'))
  assert.equal(start([]).stderr, '')
})

test('the brought Node runs the command with its arguments and a compile cache, and its exit code is ours', () => {
  const { said } = start(['--empty', '--x=1'])
  assert.deepEqual([said.args, said.brought], [['--empty', '--x=1'], 'yes'])
  assert.match(said.cache, /node_modules/)
  assert.deepEqual(start(['start', '--big']).said.args, ['--big'])
  assert.equal(start(['--fail']).status, 3)
})

test('an unknown command names the known ones', () => {
  const { status, stderr } = start(['bild'])
  assert.equal(status, 1)
  assert.match(stderr, /没有命令“bild”.*replay[\s\S]*no command "bild".*test:faults/)
})

test('signals reach the server, and its end is ours', async () => {
  const polite = await serve('--serve')
  polite.child.kill('SIGTERM')
  assert.deepEqual(await once(polite.child, 'exit'), [7, null])
  const killed = await serve('--deaf')
  process.kill(killed.pid, 'SIGKILL')
  assert.deepEqual(await once(killed.child, 'exit'), [null, 'SIGKILL'])
})

test('the webs are built when missing, when a source is newer, and not otherwise; a failure stops the start', () => {
  for (const web of ['staff-web', 'mobile-web']) write(`apps/${web}/src/main.tsx`, '')
  write(
    'tools/build-web.mjs',
    `import { mkdirSync, writeFileSync } from 'node:fs'
    for (const web of ['staff-web', 'mobile-web']) {
      mkdirSync('apps/' + web + '/dist', { recursive: true })
      writeFileSync('apps/' + web + '/dist/index.html', '')
    }`,
  )
  assert.equal(start(['--help']).stderr, '')
  assert.match(start([]).stderr, /正在构建网页/)
  assert.equal(start([]).stderr, '')
  const later = new Date(Date.now() + 2000)
  utimesSync(join(root, 'apps/mobile-web/src/main.tsx'), later, later)
  assert.match(start([]).stderr, /Building/)
  write('tools/build-web.mjs', 'process.exit(1)')
  const { status, stderr } = start([])
  assert.equal(status, 1)
  assert.match(stderr, /网页构建失败[\s\S]*could not be built/)
  rmSync(join(root, 'tools/build-web.mjs'))
})

test('without a Node of its own an old Node is refused and a new one is enough', () => {
  const pretend = (version: string) => {
    const code = `Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`
    return ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
  }
  assert.equal(start([], pretend('20.20.2')).status, 0)
  assert.match(start([], pretend('18.20.0')).stderr, /Node\.js 20 [\s\S]*18\.20\.0/)
  writeFileSync(join(root, 'node24/bin/node'), 'not a program')
  const { status, stderr } = start([], pretend('20.20.2'))
  assert.equal(status, 1)
  assert.match(stderr, /请安装 Node\.js 24[\s\S]*install Node\.js 24/)
  assert.equal(start([]).said.brought, undefined)
})
