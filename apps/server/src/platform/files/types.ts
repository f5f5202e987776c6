import type { Actor } from '#kernel'

/** Who uploads: the account, within its organization. */
export type Uploader = Pick<Actor, 'organizationId' | 'accountId'>

/**
 * original: the bytes as they came, with whatever the camera wrote into them (position, serial number).
 * view: of a picture, a JPEG without metadata, upright, at most 2560 px. thumbnail: WebP, at most 320 px.
 */
export type Variant = 'original' | 'view' | 'thumbnail'

/** A row of the table `file` without its key. Sizes are bytes and pixels; width and height are of the upright original. */
export type FileRow = {
  organizationId: string
  id: string
  recordKind: string | null
  recordId: string | null
  name: string
  mediaType: string
  size: number
  width: number | null
  height: number | null
  /** Whether there are a view and a thumbnail. */
  hasThumbnail: boolean
  /** The account. */
  uploadedBy: string
  createdAt: Date
  attachedAt: Date | null
}

/** {@link FileRow} with its wrapped data key. */
export type KeyedFile = FileRow & { wrappedKey: Buffer }

export type Limits = {
  /** Bytes of one file; it is held in memory while it is checked and sealed. */
  maxBytes: number
  /** Pixels of one picture, judged before it is decoded. */
  maxPixels: number
  /** Files that one account has uploaded and not yet attached to anything. */
  maxUnattached: number
  /** Bytes that must stay free on the disk. */
  reserveBytes: number
}

export const DEFAULT_LIMITS: Limits = {
  maxBytes: 20 * 1024 * 1024,
  maxPixels: 50_000_000,
  maxUnattached: 100,
  reserveBytes: 512 * 1024 * 1024,
}
