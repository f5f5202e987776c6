import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = path.join(import.meta.dirname, '..')
/** folder → where the server serves it */
const webs = { 'apps/mobile-web': '/m/', 'apps/staff-web': '/' }
/** what every web is made of besides its own folder */
const shared = ['packages/ui', 'packages/contracts', 'package-lock.json']
const stampFile = '.sources'

/** A digest over names and contents of all sources of a web: the same sources need no second build. */
function sourcesOf(web) {
  const hash = createHash('sha256')
  for (const file of [web, ...shared].flatMap(filesUnder)) {
    hash.update(`${file}\0`)
    hash.update(readFileSync(path.join(root, file)))
  }
  return hash.digest('hex')
}

function filesUnder(name) {
  const full = path.join(root, name)
  if (!existsSync(full)) return []
  if (path.extname(name) === '.json' && name === 'package-lock.json') return [name]
  return readdirSync(full, { withFileTypes: true })
    .filter((entry) => entry.name !== 'dist' && entry.name !== 'node_modules' && !/\.test\.tsx?$/.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = `${name}/${entry.name}`
      return entry.isDirectory() ? filesUnder(inner) : [inner]
    })
}

function isFresh(web, sources) {
  const [page, stamp] = ['index.html', stampFile].map((name) => path.join(root, web, 'dist', name))
  return existsSync(page) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources
}

const WORTH_IT = 1024
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

/** Lays a compressed copy beside every text file, once, so that the server need not compress at every call. */
function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (!entry.isFile() || !/\.(js|css|svg|html|webmanifest)$/.test(entry.name)) continue
    const content = readFileSync(file)
    if (content.length < WORTH_IT) continue
    writeFileSync(`${file}.br`, brotliCompressSync(content, brotli))
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
  }
}

const options = (web, base) => ({ root: path.join(root, web), base, logLevel: 'error' })

/**
 * Builds what has changed since the last build into `<web>/dist`.
 * @param {(line: string) => void} [say] told one line per web
 * @throws when a web does not build, with Vite's words
 */
export async function buildWebs(say = console.log) {
  for (const [web, base] of Object.entries(webs)) {
    if (!existsSync(path.join(root, web, 'index.html'))) continue
    const sources = sourcesOf(web)
    if (isFresh(web, sources)) {
      // a file may be newer and say the same: the next start sees by the time alone that nothing is to be done
      utimesSync(path.join(root, web, 'dist/index.html'), new Date(), new Date())
      say(`${web}: up to date`)
      continue
    }
    const began = performance.now()
    const { build } = await import('vite')
    await build(options(web, base))
    compress(path.join(root, web, 'dist'))
    writeFileSync(path.join(root, web, 'dist', stampFile), sources)
    say(`${web}: built in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  }
}

/**
 * Builds both and again after every change, until the process ends.
 * @param {(line: string) => void} [say] told one line per build
 */
export async function watchWebs(say = console.log) {
  const { build } = await import('vite')
  for (const [web, base] of Object.entries(webs)) {
    if (!existsSync(path.join(root, web, 'index.html'))) continue
    const given = options(web, base)
    const watcher = await build({ ...given, build: { watch: {}, emptyOutDir: true } })
    watcher.on('event', (event) => {
      if (event.code === 'BUNDLE_END') say(`${web}: built in ${(event.duration / 1000).toFixed(1)} s`)
      if (event.code === 'ERROR') say(`${web}: ${event.error.message}`)
    })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await (process.argv.includes('--watch') ? watchWebs() : buildWebs())
