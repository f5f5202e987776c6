import { hash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createLane, DomainError } from '#kernel'
import type { Db, Tx } from '#platform/db'
import type { Cipher, Secrets } from '#platform/privacy'
import { createBlobs } from './blobs.ts'
import { type Kind, kindOf } from './kinds.ts'
import { safeName } from './name.ts'
import { Partials } from './partials.ts'
import { readPicture } from './picture.ts'
import { countUnattached, findFile, insertFile } from './store.ts'
import { sweep } from './sweep.ts'
import { DEFAULT_LIMITS, type FileRow, type KeyedFile, type Limits, type Uploader, type Variant } from './types.ts'

export type FilesOptions = {
  /** Becomes the root of sealed files (`sealed/`) and of uploads on their way (`uploads/`). */
  folder: string
  db: Pick<Db, 'transaction'>
  cipher: Cipher
  secrets: Secrets
  limits?: Partial<Limits>
  now: () => Date
}

export type Files = Awaited<ReturnType<typeof openFiles>>

/** Opens the file store of the installation; makes its folders. */
export async function openFiles(options: FilesOptions) {
  const { db, cipher, now } = options
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits }
  const sealed = join(options.folder, 'sealed')
  await mkdir(sealed, { recursive: true, mode: 0o700 })
  const blobs = createBlobs(sealed, cipher)
  const partials = new Partials(join(options.folder, 'uploads'), options.secrets, limits)
  // a picture of 50 megapixels takes up to 200 MB while it is decoded: two at once are too many for a small machine
  const oneAtATime = createLane()

  /** Checks the content, seals it and writes its row; nothing is left behind when it is refused. */
  async function seal(uploader: Uploader, id: string, name: string, bytes: Buffer): Promise<FileRow> {
    if (bytes.length > limits.maxBytes) throw tooLarge(limits)
    const kind = await kindOf(bytes, name)
    const picture = kind.group === 'picture' ? await readPicture(bytes, kind.mediaType, limits.maxPixels) : undefined
    const { wrapped, key } = cipher.newDataKey()
    const blob = { organizationId: uploader.organizationId, id, wrappedKey: wrapped }
    await blobs.write(blob, key, { original: bytes, ...picture?.renditions })
    const row = rowOf(uploader, id, name, bytes, kind, picture, now())
    const file = { ...row, wrappedKey: wrapped, sha256: hash('sha256', bytes, 'buffer') }
    const isFirst = await db.transaction(uploader.organizationId, (tx) => insertFile(tx, file))
    if (isFirst) return row
    await blobs.remove(blob)
    return (await find(uploader, id)) as FileRow
  }

  const find = (of: { organizationId: string }, id: string): Promise<KeyedFile | undefined> =>
    db.transaction(of.organizationId, (tx) => findFile(tx, id))

  return {
    limits,
    partials,

    /**
     * Whether an account may begin an upload of `size` bytes.
     * @throws DomainError files.empty, files.tooLarge, files.tooManyUnattached, files.storageFull
     */
    async admit(uploader: Uploader, size: number): Promise<void> {
      if (size === 0) throw new DomainError('files.empty')
      if (size > limits.maxBytes) throw tooLarge(limits)
      const count = await db.transaction(uploader.organizationId, (tx) => countUnattached(tx, uploader.accountId))
      if (count >= limits.maxUnattached) throw new DomainError('files.tooManyUnattached', { max: limits.maxUnattached })
      await partials.reserve(size)
    },

    /**
     * Turns an upload whose bytes have all come into a file; once only, however often it is asked. A refused upload is
     * dropped, one that failed by a fault of ours stays and is finished when the client asks again.
     * @throws DomainError files.typeNotAllowed, files.typeMismatch, files.pictureBroken, files.pictureTooLarge
     */
    finish: (uploader: Uploader, id: string, name: string): Promise<FileRow> =>
      oneAtATime(async () => {
        const done = await find(uploader, id)
        if (done) return done
        try {
          const file = await seal(uploader, id, safeName(name), await partials.content(id))
          await partials.drop(id)
          return file
        } catch (error) {
          if (error instanceof DomainError && error.code.startsWith('files.')) await partials.drop(id)
          throw error
        }
      }),

    find,

    /** Seals bytes that the server itself has, such as an imported picture or a mail's attachment. */
    put: (uploader: Uploader, id: string, name: string, bytes: Buffer): Promise<FileRow> =>
      oneAtATime(() => seal(uploader, id, safeName(name), bytes)),

    /** The bytes of one variant. */
    read: (file: KeyedFile, variant: Variant): Promise<Buffer> => blobs.read(file, variant),

    /**
     * Removes what nobody attached and what a crash left behind, of one organization.
     * @param before usually 24 hours ago
     * @returns how many files had a row, and how many blobs had none
     */
    sweep: (organizationId: string, before: Date) =>
      sweep(blobs, <T>(work: (tx: Tx) => Promise<T>) => db.transaction(organizationId, work), organizationId, before),

    /** Drops interrupted uploads, of all organizations, to which nothing was added since `before`. */
    sweepUploads: (before: Date): Promise<number> => partials.dropStale(before),
  }
}

const tooLarge = (limits: Limits) =>
  new DomainError('files.tooLarge', { maxMegabytes: Math.floor(limits.maxBytes / 1024 / 1024) })

function rowOf(
  uploader: Uploader,
  id: string,
  name: string,
  bytes: Buffer,
  kind: Kind,
  picture: Awaited<ReturnType<typeof readPicture>> | undefined,
  createdAt: Date,
): FileRow {
  return {
    organizationId: uploader.organizationId,
    id,
    recordKind: null,
    recordId: null,
    name,
    mediaType: kind.mediaType,
    size: bytes.length,
    width: picture?.width ?? null,
    height: picture?.height ?? null,
    hasThumbnail: picture?.renditions !== undefined,
    uploadedBy: uploader.accountId,
    createdAt,
    attachedAt: null,
  }
}
