import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

const root = path.join(import.meta.dirname, '..')

/**
 * Views whose script is measured: the built web, and the modules that the browser has loaded by the time the view
 * stands there — the entry, and the routes' chunks that come only with this view.
 */
export const views = [
  { name: 'resident home', web: 'apps/mobile-web', modules: ['index.html'] },
  {
    name: 'resident report form',
    web: 'apps/mobile-web',
    modules: ['index.html', 'src/features/report/CategoryPage.tsx', 'src/features/report/DetailsPage.tsx'],
  },
  { name: 'desk list', web: 'apps/staff-web', modules: ['index.html', 'src/app/DeskPage.tsx'] },
  { name: 'field staff home', web: 'apps/mobile-web', modules: ['index.html', 'src/app/FieldApp.tsx'] },
]

/**
 * Script that a browser must fetch for a view, in bytes, each file compressed by itself (gzip, level 6) as the server
 * sends it. Follows static imports only; what an idle page fetches later does not count.
 * @param {string} web folder of the web, relative to the repository
 * @param {string[]} modules sources by their names in Vite's manifest
 * @returns {{ bytes: number, files: { file: string, bytes: number }[] }}
 * @throws when the web is not built or a module has no chunk of its own
 */
export function firstView(web, modules) {
  const dist = path.join(root, web, 'dist')
  const manifest = JSON.parse(readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8'))
  const found = new Set()
  const follow = (name) => {
    const chunk = manifest[name]
    if (!chunk) throw new Error(`${web}: ${name} is not in the manifest`)
    if (found.has(chunk.file)) return
    found.add(chunk.file)
    for (const imported of chunk.imports ?? []) follow(imported)
  }
  for (const name of modules) follow(name)
  const files = [...found].map((file) => ({ file, bytes: gzipSync(readFileSync(path.join(dist, file))).length }))
  return { bytes: files.reduce((sum, one) => sum + one.bytes, 0), files }
}

/** One row for each view that is built: its name and kB (1000 bytes) of script. */
export function webSizes() {
  return views.map(({ name, web, modules }) => ({ name, kB: Math.round(firstView(web, modules).bytes / 100) / 10 }))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const { name, kB } of webSizes()) console.log(JSON.stringify({ name, value: kB, unit: 'kB gzip' }))
