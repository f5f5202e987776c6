/**
 * The door of SIMS: runs on the Node (20 or newer) that a machine has, installs what is missing, then hands over to
 * the Node 24 that the project brings. No dependencies and no new syntax, because nothing is installed yet.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const modules = join(root, 'node_modules')

/** What `node start.mjs <command>` runs; `web` builds the pages first, `beside` runs along when its file is there. */
const commands = {
  // without a bound V8 takes what the machine has before it collects, and PostgreSQL needs its share
  start: { run: ['--max-old-space-size=1024', '--max-semi-space-size=8', 'apps/server/main.ts'], web: true },
  dev: {
    run: ['--watch', '--watch-preserve-output', 'apps/server/main.ts'],
    beside: ['tools/build-web.mjs', '--watch'],
  },
  test: { run: ['tools/test.ts'] },
  check: { run: ['tools/check.ts'] },
  bench: { run: ['bench/main.ts'] },
  backup: { run: ['apps/server/backup.ts', 'backup'] },
  'verify-backup': { run: ['apps/server/backup.ts', 'verify-backup'] },
  restore: { run: ['apps/server/backup.ts', 'restore'] },
  export: { run: ['apps/server/move.ts', 'export'] },
  import: { run: ['apps/server/move.ts', 'import'] },
  replay: { run: ['tools/replay.ts'] },
  'test:faults': { run: ['tools/faults.ts'] },
  'test:external': { run: ['tools/external.ts'] },
  generate: { run: ['tools/generate.ts'] },
  screenshots: { run: ['e2e/screenshots.ts'], web: true },
}

const [first, ...others] = process.argv.slice(2)
const named = first !== undefined && !first.startsWith('-')
const command = commands[named ? first : 'start']
const args = named ? others : process.argv.slice(2)

if (Number.parseInt(process.versions.node, 10) < 20) {
  fail(
    `需要 Node.js 20 或更新版本，当前为 ${process.versions.node}，请从 https://nodejs.org 安装。`,
    `SIMS needs Node.js 20 or newer, this is ${process.versions.node}: install it from https://nodejs.org.`,
  )
}
if (command === undefined) {
  fail(
    `没有命令“${first}”，可用的命令：${Object.keys(commands).join('、')}。`,
    `There is no command "${first}": choose one of ${Object.keys(commands).join(', ')}.`,
  )
}
install()
const node = findNode()
const environment = {
  ...process.env,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(modules, '.cache', 'compile'),
}
if (command.web && !args.includes('--help') && !args.includes('--version')) buildWeb()
run(command, args)

/** npm ci, when there is no node_modules or the lock file is not the one it was made from. */
function install() {
  const lock = join(root, 'package-lock.json')
  const stamp = join(modules, '.sims-installed')
  const wanted = `${createHash('sha256').update(readFileSync(lock)).digest('hex')} ${process.platform}-${process.arch}`
  if (existsSync(stamp)) {
    if (readFileSync(stamp, 'utf8') === wanted) return
  } else if (installedByHand(lock)) {
    writeStamp(stamp, wanted)
    return
  }
  say('正在安装依赖，首次约需一两分钟……', 'Installing what is missing, a minute or two the first time ...')
  const npm = process.env.npm_execpath
  // The pages are built here and Node 24 and PostgreSQL are optional packages: no setting of the machine may leave them out.
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const settings = { cwd: root, stdio: 'inherit' }
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...options], settings)
    : spawnSync('npm', options, { ...settings, shell: process.platform === 'win32' })
  if (status !== 0) {
    fail(
      '依赖安装失败，请检查网络与 npm 源（npm config get registry），然后重新执行。',
      'The installation failed: check the network and the npm registry (npm config get registry), then run the same command again.',
    )
  }
  writeStamp(stamp, wanted)
}

/** npm writes its own lock file at the very end of an installation. */
function installedByHand(lock) {
  const mark = join(modules, '.package-lock.json')
  return existsSync(mark) && statSync(mark).mtimeMs >= statSync(lock).mtimeMs
}

/** A service's user may not write here; then the question is asked anew at the next start. */
function writeStamp(stamp, text) {
  try {
    writeFileSync(stamp, text)
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error
  }
}

function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const brought = join(modules, `node-${platform}-${process.arch}`, 'bin', file)
  if (existsSync(brought) && spawnSync(brought, ['--version'], { stdio: 'ignore' }).status === 0) return brought
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath
  return fail(
    `项目没有为本机（${process.platform}-${process.arch}）附带可运行的 Node.js 24，当前为 ${process.versions.node}，请安装 Node.js 24 后重新执行。`,
    `The project brings no Node.js 24 that runs on this machine (${process.platform}-${process.arch}), and this is ${process.versions.node}: install Node.js 24 and run the same command again.`,
  )
}

/** Builds both webs when a page is missing or older than anything it is made from. */
function buildWeb() {
  const builder = join(root, 'tools', 'build-web.mjs')
  if (!existsSync(builder)) return
  const webs = ['apps/staff-web', 'apps/mobile-web']
  const built = Math.min(...webs.map((web) => changed(join(root, web, 'dist', 'index.html'))))
  const sources = [...webs, 'packages/ui', 'packages/contracts', 'tools/build-web.mjs', 'package-lock.json']
  if (built > 0 && built >= Math.max(...sources.map((path) => newest(join(root, path))))) return
  say('正在构建网页……', 'Building the web pages ...')
  const { status } = spawnSync(node, [builder], { cwd: root, stdio: 'inherit', env: environment })
  if (status !== 0) fail('网页构建失败，原因见上。', 'The web pages could not be built, see above.')
}

function changed(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** The latest change of a file at or below a path, in milliseconds; 0 when there is none. */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return 0
  if (!found.isDirectory()) return found.mtimeMs
  const parts = readdirSync(path).filter((name) => name !== 'dist' && name !== 'node_modules' && !name.startsWith('.'))
  return Math.max(0, ...parts.map((name) => newest(join(path, name))))
}

/** Runs the command in our place: its signals, its exit code. */
function run({ run, beside }, args) {
  const settings = { cwd: root, stdio: 'inherit', env: environment }
  const companion = beside && existsSync(join(root, beside[0])) ? spawn(node, beside, settings) : undefined
  const child = spawn(node, [...run, ...args], settings)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C in a terminal has reached every process already; twice would mean "do not wait".
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
      companion?.kill(signal)
    })
  }
  child.on('error', (error) =>
    fail(`无法启动 ${node}：${error.message}`, `${node} could not be started: ${error.message}`),
  )
  child.on('exit', (code, signal) => {
    companion?.kill()
    if (signal === null) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

function say(zh, en) {
  console.error(`${zh}\n${en}`)
}

function fail(zh, en) {
  say(zh, en)
  process.exit(1)
}
