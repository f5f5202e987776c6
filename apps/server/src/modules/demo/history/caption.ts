/**
 * The four characters 演示图片 as strokes on squares of 100, so that a picture says what it is on machines without any
 * Chinese font too. Drawn for this purpose.
 */
const STROKES = [
  // 演
  'M10 16L22 24M5 40L17 48M6 88L22 60M58 5L63 13M34 32V20H94V32M46 36H82M46 74V46H82V74M46 60H82M46 74H82M64 36V74M54 79L38 93M74 79L90 93',
  // 示
  'M26 20H74M10 42H90M50 42V88L40 82M32 58L16 78M68 58L86 78',
  // 图
  'M14 90V12H86V90M14 86H86M46 19L26 44M40 30H64Q54 50 28 62M36 38L74 60M46 61L58 67M40 71L60 79',
  // 片
  'M28 12V50Q27 76 12 90M60 8V36M28 36H84M28 60H68V92',
]

/** The caption as SVG, its upper left corner at x, y, each character `size` high. */
export function caption(x: number, y: number, size: number): string {
  const scale = size / 100
  const glyphs = STROKES.map((d, i) => `<path d="${d}" transform="translate(${i * 112} 0)"/>`).join('')
  const plate = `<rect x="-24" y="-20" width="484" height="140" rx="24" fill="#1d2b33" fill-opacity=".62"/>`
  const pen = 'fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round" stroke-linejoin="round"'
  return `<g transform="translate(${x} ${y}) scale(${scale})">${plate}<g ${pen}>${glyphs}</g></g>`
}
