import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { readPicture } from './picture.ts'
import { blackPng, heic, photo } from './pictures.fixture.ts'

const MAX = 50_000_000

test('a photo becomes an upright view and a thumbnail without metadata', async () => {
  const bytes = await photo(3000, 2000, 6)
  assert.ok(bytes.includes('secret-serial'))
  const { width, height, renditions } = await readPicture(bytes, 'image/jpeg', MAX)
  assert.deepEqual([width, height], [2000, 3000])
  assert.ok(renditions)
  const view = await sharp(renditions.view).metadata()
  assert.deepEqual(
    [view.format, view.width, view.height, view.exif, view.orientation],
    ['jpeg', 1707, 2560, undefined, undefined],
  )
  const thumbnail = await sharp(renditions.thumbnail).metadata()
  assert.deepEqual([thumbnail.format, thumbnail.width, thumbnail.height, thumbnail.exif], ['webp', 213, 320, undefined])
  for (const made of [renditions.view, renditions.thumbnail]) assert.ok(!made.includes('secret-serial'))
})

test('PNG with transparency, WebP, GIF and AVIF are read; small ones are not enlarged', async () => {
  const square = sharp({ create: { width: 40, height: 20, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } } })
  for (const format of ['png', 'webp', 'gif', 'avif'] as const) {
    const { width, height, renditions } = await readPicture(
      await square.clone().toFormat(format).toBuffer(),
      `image/${format}`,
      MAX,
    )
    assert.deepEqual([width, height], [40, 20], format)
    const { data, info } = await sharp(renditions?.view).raw().toBuffer({ resolveWithObject: true })
    assert.deepEqual([info.width, info.height], [40, 20], format)
    assert.ok((data[0] ?? 0) > 250 && (data[1] ?? 0) > 250, `${format}: transparent is white`)
  }
})

test('a picture of too many pixels is refused before it is decoded', async () => {
  const bomb = blackPng(20_000, 20_000)
  assert.ok(bomb.length < 100_000)
  const started = performance.now()
  await assert.rejects(readPicture(bomb, 'image/png', MAX), {
    code: 'files.pictureTooLarge',
    params: { maxMegapixels: 50 },
  })
  await assert.rejects(readPicture(blackPng(50_000, 50_000, 10), 'image/png', MAX), { code: 'files.pictureTooLarge' })
  assert.ok(performance.now() - started < 2000)
  const { width } = await readPicture(blackPng(7000, 7000), 'image/png', MAX)
  assert.equal(width, 7000)
})

test('pictures cut short, garbled, or with nothing after the header are refused', async () => {
  const jpeg = await photo(800, 600)
  const png = blackPng(2000, 2000)
  const cases: [Buffer, string][] = [
    [jpeg.subarray(0, jpeg.length / 2), 'image/jpeg'],
    [jpeg.subarray(0, 200), 'image/jpeg'],
    [png.subarray(0, png.length / 2), 'image/png'],
    [blackPng(2000, 2000, 10), 'image/png'],
    [Buffer.from('ffd8ffe0', 'hex'), 'image/jpeg'],
  ]
  for (const [bytes, type] of cases)
    await assert.rejects(readPicture(bytes, type, MAX), { code: 'files.pictureBroken' }, `${type} ${bytes.length}`)
})

test('HEIC with a codec that is not brought along is kept without renditions', async () => {
  const picture = await readPicture(await heic(64, 48), 'image/heic', MAX)
  assert.deepEqual(picture, { width: 64, height: 48 })
})
