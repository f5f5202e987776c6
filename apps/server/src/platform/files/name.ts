import { extensionOf } from './kinds.ts'

const LONGEST = 120

/**
 * The name that is kept of an uploaded file: no folders, no control or direction characters (which make exe.gpj look
 * like jpg.exe), whole code points, at most 120 of them with the extension kept.
 */
export function safeName(name: string): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/gu, '')
    .trim()
    .replace(/^\.+/, '')
  if (!clean) return 'file'
  const letters = [...clean]
  if (letters.length <= LONGEST) return clean
  const extension = extensionOf(clean)
  const tail = extension ? `.${extension}` : ''
  return letters.slice(0, LONGEST - tail.length).join('') + tail
}

/** The name a file is downloaded under: its extension is always that of what is really sent. */
export function nameAs(name: string, extension: string): string {
  const own = extensionOf(name)
  if (own === extension) return name
  return `${own ? name.slice(0, -own.length - 1) : name}.${extension}`
}

/** Content-Disposition by RFC 6266 and RFC 8187: an ASCII stand-in for old clients, the real name in UTF-8. */
export function disposition(how: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const utf8 = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${how}; filename="${ascii}"; filename*=UTF-8''${utf8}`
}
