import { fileTypeFromBuffer } from 'file-type'
import { DomainError } from '#kernel'

export type Group = 'picture' | 'document' | 'sound' | 'video'

/** What a file really is, judged by its bytes. */
export type Kind = { mediaType: string; extension: string; group: Group }

const OFFICE = 'application/vnd.openxmlformats-officedocument'

/** What may be stored: media type as the bytes tell it → group and the extension it is saved with. Nothing here can run. */
const ALLOWED: Record<string, [Group, string]> = {
  'image/jpeg': ['picture', 'jpg'],
  'image/png': ['picture', 'png'],
  'image/webp': ['picture', 'webp'],
  'image/gif': ['picture', 'gif'],
  'image/avif': ['picture', 'avif'],
  'image/heic': ['picture', 'heic'],
  'image/heif': ['picture', 'heif'],
  'application/pdf': ['document', 'pdf'],
  [`${OFFICE}.wordprocessingml.document`]: ['document', 'docx'],
  [`${OFFICE}.spreadsheetml.sheet`]: ['document', 'xlsx'],
  [`${OFFICE}.presentationml.presentation`]: ['document', 'pptx'],
  'audio/mpeg': ['sound', 'mp3'],
  'audio/x-m4a': ['sound', 'm4a'],
  'audio/amr': ['sound', 'amr'],
  'audio/wav': ['sound', 'wav'],
  'audio/ogg': ['sound', 'ogg'],
  'video/mp4': ['video', 'mp4'],
  'video/quicktime': ['video', 'mov'],
  'video/webm': ['video', 'webm'],
}

/** Old Office and WPS files share one container, and text has no mark at all: for these the name decides within the check. */
const CONTAINER: Record<string, string> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  wps: 'application/vnd.ms-works',
}
const TEXT: Record<string, string> = { txt: 'text/plain', csv: 'text/csv' }

const CLAIMED: Record<string, Group> = {
  ...Object.fromEntries(Object.values(ALLOWED).map(([group, extension]) => [extension, group])),
  jpeg: 'picture',
  ...Object.fromEntries([...Object.keys(CONTAINER), ...Object.keys(TEXT)].map((extension) => [extension, 'document'])),
}

/**
 * The real type of a file. A name of the same group (a JPEG called .png) is forgiven, the real type wins.
 * @throws DomainError files.empty; files.typeNotAllowed with `found` (what the bytes are, empty when they tell nothing);
 *   files.typeMismatch with `claimed` (extension) and `found`
 */
export async function kindOf(bytes: Uint8Array, name: string): Promise<Kind> {
  if (bytes.length === 0) throw new DomainError('files.empty')
  const claimed = extensionOf(name)
  const found = (await fileTypeFromBuffer(bytes))?.mime.split(';')[0] ?? ''
  const kind = found ? marked(found, claimed) : unmarked(bytes, claimed)
  if (!kind) throw new DomainError('files.typeNotAllowed', { found })
  const group = CLAIMED[claimed]
  if (group && group !== kind.group) throw new DomainError('files.typeMismatch', { claimed, found: kind.mediaType })
  return kind
}

/** The extension that a stored media type is saved with. */
export function extensionFor(mediaType: string): string {
  const other = Object.entries({ ...CONTAINER, ...TEXT }).find(([, type]) => type === mediaType)
  return ALLOWED[mediaType]?.[1] ?? other?.[0] ?? 'bin'
}

/** The extension of a name in lower case, without its dot; empty when there is none. */
export function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

function marked(found: string, claimed: string): Kind | undefined {
  const allowed = ALLOWED[found]
  if (allowed) return { mediaType: found, group: allowed[0], extension: allowed[1] }
  const office = found === 'application/x-cfb' ? CONTAINER[claimed] : undefined
  return office ? { mediaType: office, group: 'document', extension: claimed } : undefined
}

function unmarked(bytes: Uint8Array, claimed: string): Kind | undefined {
  const mediaType = TEXT[claimed]
  return mediaType && isText(bytes) ? { mediaType, group: 'document', extension: claimed } : undefined
}

/**
 * Whether the bytes are text in UTF-8 or GB 18030 (Excel's CSV in China) without control characters. A text that ends
 * inside a character is still one: who reads it says where it is cut off.
 */
function isText(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) return false
  return ['utf-8', 'gb18030'].some((encoding) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
      return true
    } catch {
      return false
    }
  })
}
