import { caption } from './caption.ts'
import type { Story } from './story.ts'

/** Things that are repaired, drawn as somebody would photograph them, before and after. */
export const SCENES = [
  'pipe',
  'drain',
  'lamp',
  'lock',
  'intercom',
  'wall',
  'lift',
  'road',
  'hydrant',
  'vent',
  'socket',
] as const
export type Scene = (typeof SCENES)[number]

const WIDTH = 560
const HEIGHT = 420

const rect = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`
const circle = (x: number, y: number, r: number, fill: string, more = '') =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`
const path = (d: string, more: string) => `<path d="${d}" ${more}/>`
const line = (d: string, color: string, width: number) =>
  path(d, `fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"`)
const drop = (x: number, y: number) => path(`M${x} ${y}q14 22 0 32q-14 -10 0 -32`, 'fill="#5aa9d6"')

const tiles = (color: string) =>
  [0, 1, 2, 3, 4]
    .map((n) => line(`M0 ${n * 100 + 20}H560`, color, 2) + line(`M${n * 130 + 40} 0V420`, color, 2))
    .join('')

/** What lies behind a thing, and the thing itself, broken or mended. */
const draw: Record<Scene, (mended: boolean) => string> = {
  pipe: (mended) =>
    rect(0, 0, 560, 420, '#dfe7ea') +
    tiles('#cdd7db') +
    line('M280 0V150Q280 210 340 210H560', '#8b989f', 44) +
    line('M268 0V150Q268 214 340 198', '#b9c4c9', 10) +
    rect(244, 120, 72, 52, mended ? '#c8a04d' : '#8a6b45', 'rx="8"') +
    (mended
      ? line('M250 136H310M250 152H310', '#e2c684', 4)
      : [0, 1, 2].map((n) => drop(256 + n * 20, 190 + n * 44)).join('')) +
    (mended ? '' : path('M150 400q120 -36 250 0z', 'fill="#8fc4e2"')),
  drain: (mended) =>
    rect(0, 0, 560, 420, '#d7d2c8') +
    tiles('#bdb6a8') +
    (mended ? '' : path('M90 210q40 -120 190 -110t200 110t-190 130t-200 -130', 'fill="#7fa9b8" fill-opacity=".75"')) +
    circle(280, 210, 86, '#9aa3a8') +
    circle(280, 210, 74, mended ? '#3f494e' : '#56707a') +
    [0, 45, 90, 135]
      .map((a) => `<g transform="rotate(${a} 280 210)">${rect(276, 140, 8, 140, '#b7c0c4')}</g>`)
      .join(''),
  lamp: (mended) =>
    rect(0, 0, 560, 420, mended ? '#f4ecd4' : '#4a5158') +
    (mended ? circle(280, 150, 190, '#fff6d8') : '') +
    rect(256, 0, 48, 60, mended ? '#c9c2ae' : '#6b747b') +
    path(
      'M160 170a120 110 0 0 1 240 0z',
      `fill="${mended ? '#fffdf2' : '#7d868c'}" stroke="#9a9482" stroke-width="4"`,
    ) +
    rect(150, 168, 260, 16, mended ? '#d9d1ba' : '#626b71', 'rx="8"') +
    (mended ? '' : line('M250 110L280 140L262 150L300 178', '#39404a', 4)),
  lock: (mended) =>
    rect(0, 0, 560, 420, '#8a5f3c') +
    [1, 2, 3, 4, 5].map((n) => line(`M${n * 95} 0q8 210 -6 420`, '#7c5333', 3)).join('') +
    rect(230, 60, 100, 290, mended ? '#d8dcdf' : '#a8a294', 'rx="18"') +
    circle(280, 260, 34, mended ? '#b8bec3' : '#857d6c') +
    rect(274, 244, 12, 34, '#2e3338', 'rx="4"') +
    line(mended ? 'M280 140H420' : 'M280 140L400 196', mended ? '#c0c6ca' : '#948c7b', 26) +
    circle(280, 140, 24, mended ? '#b8bec3' : '#857d6c'),
  intercom: (mended) =>
    rect(0, 0, 560, 420, '#c9cfd2') +
    rect(180, 40, 200, 340, '#3c464c', 'rx="20"') +
    rect(204, 66, 152, 96, mended ? '#9fd3c7' : '#1d2428', 'rx="8"') +
    [0, 1, 2].map((r) => [0, 1, 2].map((c) => circle(232 + c * 48, 200 + r * 42, 15, '#8d989e')).join('')).join('') +
    circle(280, 346, 18, mended ? '#57c785' : '#d1564b') +
    (mended ? '' : line('M216 80L340 150', '#4a545a', 5)),
  wall: (mended) =>
    rect(0, 0, 560, 420, '#eee9df') +
    rect(0, 360, 560, 60, '#b79f81') +
    (mended
      ? path('M120 40h300v230h-300z', 'fill="#f7f4ee"')
      : path('M120 40q90 40 200 0t110 120t-70 120t-180 -20t-60 -220', 'fill="#cdbf9f"') +
        path('M180 80q60 20 110 6t60 80t-60 60t-90 -20t-20 -126', 'fill="#b5a57f" fill-opacity=".7"') +
        line('M250 90L270 140L256 170L290 220', '#8f8162', 4)) +
    rect(440, 250, 60, 60, '#fbfaf7', 'rx="6"'),
  lift: (mended) =>
    rect(0, 0, 560, 420, '#d9d4cb') +
    rect(120, 40, 260, 380, '#6d767c') +
    rect(mended ? 130 : 150, 50, 116, 370, '#b4bcc1') +
    rect(mended ? 254 : 290, 50, 116, 370, '#a9b1b6') +
    (mended ? '' : rect(266, 50, 24, 370, '#23292d')) +
    rect(430, 170, 50, 110, '#454e54', 'rx="8"') +
    circle(455, 200, 13, mended ? '#f0c75e' : '#717b81') +
    circle(455, 246, 13, '#717b81'),
  road: (mended) =>
    rect(0, 0, 560, 420, '#84898c') +
    rect(0, 0, 560, 60, '#b9b3a5') +
    line('M40 330H160M240 330H360M440 330H560', '#e9e4d2', 12) +
    circle(280, 200, 100, '#5b6063') +
    `<g transform="rotate(${mended ? 0 : 14} 280 200) translate(${mended ? 0 : 26} 0)">${circle(280, 200, 92, '#73797c')}${[0, 1, 2, 3].map((n) => rect(214, 146 + n * 30, 132, 12, '#5f6568')).join('')}</g>` +
    (mended ? '' : path('M150 250q30 40 90 48l-30 40q-60 -20 -80 -60z', 'fill="#474c4f"')),
  hydrant: (mended) =>
    rect(0, 0, 560, 420, '#dcd8d0') +
    rect(150, 50, 260, 330, '#b9302c', 'rx="6"') +
    rect(170, 70, 220, 290, mended ? '#c63a35' : '#7d201d') +
    circle(280, 190, 66, 'none', 'stroke="#efe8dc" stroke-width="22"') +
    circle(280, 190, 18, '#d8c9a8') +
    (mended
      ? rect(392, 200, 12, 44, '#f0d9a0', 'rx="4"')
      : `<g transform="rotate(-9 150 50)">${rect(88, 60, 62, 320, '#a52a26')}</g>`),
  vent: (mended) =>
    rect(0, 0, 560, 420, '#eceae5') +
    rect(60, 110, 440, 170, '#d3d6d7', 'rx="10"') +
    [0, 1, 2, 3, 4].map((n) => rect(84, 132 + n * 28, 392, 14, mended ? '#aab1b4' : '#8d8574')).join('') +
    (mended
      ? [0, 1, 2].map((n) => line(`M${170 + n * 100} 300q14 30 0 60t0 50`, '#a9cfe0', 6)).join('')
      : drop(240, 290) + drop(300, 320)),
  socket: (mended) =>
    rect(0, 0, 560, 420, '#efece5') +
    rect(150, 90, 260, 220, '#fdfdfb', 'rx="16" stroke="#cfcac0" stroke-width="4"') +
    line('M236 160L250 196M324 160L310 196M280 226V258', '#3d4347', 12) +
    (mended
      ? circle(372, 128, 8, '#57c785')
      : path('M200 100q60 60 160 10t30 160t-120 30z', 'fill="#4a3f35" fill-opacity=".45"')),
}

/** A scene as SVG, marked as an illustration. */
export const svgOf = (scene: Scene, mended: boolean): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360" viewBox="0 0 ${WIDTH} ${HEIGHT}">${draw[scene](mended)}${caption(WIDTH / 2 - 78, HEIGHT - 52, 36)}</svg>`

/** What a photo of a story shows. */
export const sceneOf = ({ scene, photo, category }: Pick<Story, 'scene' | 'photo' | 'category'>): Scene =>
  scene ?? photo ?? USUAL[category] ?? 'vent'

const USUAL: Partial<Record<string, Scene>> = {
  waterLeak: 'pipe',
  supplyOutage: 'socket',
  lighting: 'lamp',
  doorsLocks: 'lock',
  airConditioning: 'vent',
  wallSeepage: 'wall',
  blockedDrain: 'drain',
  lift: 'lift',
  publicLighting: 'lamp',
  accessControl: 'intercom',
  roads: 'road',
  fireSafety: 'hydrant',
}
