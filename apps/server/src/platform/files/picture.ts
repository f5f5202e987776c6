import sharp from 'sharp'
import { DomainError } from '#kernel'

/** What is made of a picture; the renditions are missing when it cannot be decoded here (HEIC with HEVC inside). */
export type Picture = { width: number; height: number; renditions?: { view: Buffer; thumbnail: Buffer } }

const VIEW_PX = 2560
const THUMBNAIL_PX = 320
const SECONDS = 30

// one picture at a time per process (see intake.ts): caching decoded pictures would only hold memory
sharp.cache(false)

/**
 * Decodes a picture whole, so that a broken one is found now and not by whoever looks at it, and makes what is shown of
 * it: upright (EXIF), without any metadata (position, device, date), re-encoded, so nothing hidden in the file is served.
 * Of an animation the first frame is taken.
 * @throws DomainError files.pictureTooLarge with `maxMegapixels`, files.pictureBroken
 */
export async function readPicture(bytes: Uint8Array, mediaType: string, maxPixels: number): Promise<Picture> {
  const open = (input: Uint8Array) =>
    sharp(input, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true, pages: 1 })
  // the header only: without a limit, so that too many pixels can be told from damage
  const meta = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new DomainError('files.pictureBroken')
    })
  if (meta.width * meta.height > maxPixels)
    throw new DomainError('files.pictureTooLarge', { maxMegapixels: Math.floor(maxPixels / 1e6) })
  const { width, height } = meta.autoOrient
  try {
    const view = await open(bytes)
      .autoOrient()
      .resize(VIEW_PX, VIEW_PX, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      // drawings and screenshots keep their colour edges
      .jpeg({ quality: 84, chromaSubsampling: mediaType === 'image/png' ? '4:4:4' : '4:2:0' })
      .timeout({ seconds: SECONDS })
      .toBuffer()
    const thumbnail = await sharp(view)
      .resize(THUMBNAIL_PX, THUMBNAIL_PX, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 74 })
      .toBuffer()
    return { width, height, renditions: { view, thumbnail } }
  } catch {
    // the decoder that sharp brings knows AV1 only; phones put HEVC into HEIC
    if (meta.compression === 'hevc') return { width, height }
    throw new DomainError('files.pictureBroken')
  }
}
