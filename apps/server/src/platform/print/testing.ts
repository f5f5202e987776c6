import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas'
import jsqr from 'jsqr'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { unpackWoff } from './woff.ts'

/** A run of text on a page: where its baseline begins, in pixels from the top left. */
export interface Said {
  text: string
  x: number
  y: number
  width: number
  /** of the type, in pixels */
  size: number
}
export interface PrintedPage {
  canvas: Canvas
  said: Said[]
  /** all of its text in the order in which it was set */
  text: string
}

const DPI = 150

/** A PDF as somebody sees it: each page as a picture at 150 dpi, with its text beside it. */
export async function pagesOf(pdf: Uint8Array): Promise<PrintedPage[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), disableFontFace: true, verbosity: 0 }).promise
  const pages: PrintedPage[] = []
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n)
    const viewport = page.getViewport({ scale: DPI / 72 })
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height))
    await page.render({ canvasContext: canvas.getContext('2d') as never, canvas: canvas as never, viewport }).promise
    const { items } = await page.getTextContent()
    const said = items.flatMap((item): Said[] => {
      if (!('str' in item) || item.str.trim() === '') return []
      const [, , , size = 0, x = 0, y = 0] = item.transform as number[]
      const [left = 0, top = 0] = viewport.convertToViewportPoint(x, y) as number[]
      const scale = DPI / 72
      return [{ text: item.str, x: left, y: top, width: item.width * scale, size: size * scale }]
    })
    pages.push({ canvas, said, text: said.map(({ text }) => text).join('') })
  }
  await document.loadingTask.destroy()
  return pages
}

/** What the code on a page says; undefined when a phone could not read it. */
export function scan({ canvas }: PrintedPage): string | undefined {
  const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return jsqr.default(new Uint8ClampedArray(data), width, height)?.data
}

const require = createRequire(import.meta.url)
/** For `likeness` to draw with: the complete file, and of the files by range those that the tests use characters of. */
const FILES = ['chinese-simplified', '83', '101', '106', '107']
for (const weight of [400, 700])
  for (const name of FILES) {
    const file = require.resolve(`@fontsource/noto-sans-sc/files/noto-sans-sc-${name}-${weight}-normal.woff`)
    GlobalFonts.register(unpackWoff(readFileSync(file)), `print-${weight}-${name}`)
  }

/**
 * How well the ink on a page is the text that is said to stand there, drawn from the font itself by another program:
 * 1 the same, 0 nothing in common. Boxes for missing glyphs, blank places and other characters score low.
 */
export function likeness({ canvas }: PrintedPage, { x, y, width, size }: Said, text: string): number {
  const box = { x: Math.floor(x) - 1, y: Math.floor(y - size), w: Math.ceil(width) + 3, h: Math.ceil(size * 1.35) }
  const there = inkOf(canvas, box)
  return Math.max(
    ...[400, 700].map((weight) => {
      const drawn = createCanvas(box.w, box.h)
      const context = drawn.getContext('2d')
      context.fillStyle = '#fff'
      context.fillRect(0, 0, box.w, box.h)
      context.fillStyle = '#000'
      context.font = `${size}px ${FILES.map((name) => `print-${weight}-${name}`).join()}`
      context.fillText(text, x - box.x, y - box.y)
      return overlap(there, inkOf(drawn, { x: 0, y: 0, w: box.w, h: box.h }))
    }),
  )
}

/** Darkness of each pixel, 0 to 1, the darkest of the region taken as 1: grey type is type too. */
function inkOf(canvas: Canvas, { x, y, w, h }: { x: number; y: number; w: number; h: number }): number[] {
  const { data } = canvas.getContext('2d').getImageData(x, y, w, h)
  const dark = Array.from({ length: w * h }, (_, i) => 1 - (data[i * 4] as number) / 255)
  const most = Math.max(...dark)
  return most < 0.2 ? dark.map(() => 0) : dark.map((one) => one / most)
}

function overlap(a: readonly number[], b: readonly number[]): number {
  let both = 0
  let either = 0
  for (let i = 0; i < a.length; i++) {
    both += Math.min(a[i] as number, b[i] as number)
    either += Math.max(a[i] as number, b[i] as number)
  }
  return either === 0 ? 0 : both / either
}
