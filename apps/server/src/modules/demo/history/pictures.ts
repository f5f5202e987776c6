import sharp from 'sharp'
import { type EpochMs, newId } from '#kernel'
import type { Files, Uploader } from '#platform/files'
import { type Scene, svgOf } from './scenes.ts'

export interface Photo {
  scene: Scene
  mended: boolean
  by: Uploader
  at: EpochMs
}

/**
 * Draws and stores pictures one after the other, from now on, while others write the history.
 * @param filesAt opens the file store under a clock
 * @returns what waits for the id of each picture
 */
export function storePictures(
  filesAt: (now: () => Date) => Promise<Files>,
  photos: readonly Photo[],
): (photo: Photo) => Promise<string> {
  let at = new Date(0)
  const files = filesAt(() => at)
  const drawn = new Map<string, Promise<Buffer>>()
  const draw = (scene: Scene, mended: boolean) => {
    const key = `${scene} ${mended}`
    const known = drawn.get(key)
    if (known) return known
    const picture = sharp(Buffer.from(svgOf(scene, mended)))
      .jpeg({ quality: 78 })
      .toBuffer()
    drawn.set(key, picture)
    return picture
  }
  const stored = new Map<Photo, Promise<string>>()
  let last: Promise<unknown> = files
  for (const photo of photos) {
    const store = last.then(async () => {
      const bytes = await draw(photo.scene, photo.mended)
      at = new Date(photo.at)
      const id = newId(photo.at)
      await (await files).put(photo.by, id, '演示图片.jpg', bytes)
      return id
    })
    // whoever needs the picture hears of a failure
    store.catch(() => undefined)
    stored.set(photo, store)
    last = store
  }
  return (photo) => stored.get(photo) as Promise<string>
}
