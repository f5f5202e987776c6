import { parsePhone } from './phone.ts'

// One star per hidden character where the length tells nothing (a name, a card), else a fixed number of them.

/** 138****5678, 010-****1234, +852 ****4567; what is not a telephone number becomes `***`. */
export function maskPhone(text: string): string {
  const phone = parsePhone(text)
  if (!phone) return text.trim() ? '***' : ''
  const tail = phone.number.slice(-4)
  switch (phone.kind) {
    case 'mobile':
      return `${phone.number.slice(0, 3)}****${tail}`
    case 'landline':
      return phone.areaCode ? `${phone.areaCode}-****${tail}` : `****${tail}`
    case 'foreign':
      // the country only: how long its code is depends on the country
      return `${phone.number.slice(0, 3)}****${tail}`
    default:
      return phone.number.length >= 10 ? `${phone.number.slice(0, 3)}****${tail.slice(1)}` : phone.number
  }
}

/**
 * Identity documents. The mainland card of 18 or 15 digits keeps its first and last character; with `keep: 'area'` the
 * first three and last four. Others (passport, permits of Hong Kong, Macao and Taiwan): first one and last four.
 */
export function maskIdNumber(text: string, keep: 'ends' | 'area' = 'ends'): string {
  const id = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  if (/^(\d{17}[\dX]|\d{15})$/.test(id)) return keep === 'area' ? hide(id, 3, 4) : hide(id, 1, 1)
  return id.length >= 9 ? hide(id, 1, 4) : hide(id, 1, 1)
}

/** The last four digits only. */
export function maskBankCard(text: string): string {
  const digits = text.normalize('NFKC').replace(/\D/g, '')
  return hide(digits, 0, digits.length > 8 ? 4 : 0)
}

const COMPOUND =
  /^(欧阳|歐陽|司马|上官|诸葛|東方|东方|皇甫|尉迟|公孙|令狐|慕容|宇文|长孙|司徒|司空|端木|轩辕|百里|东郭|南宫|西门|呼延|夏侯|钟离|闻人|赫连|澹台|淳于|单于|太史|申屠|公羊|濮阳|独孤|纳兰|完颜)/u
const HONORIFIC = /(先生|女士|小姐|太太|阿姨|叔叔|大爷|大妈|师傅|老师|经理|主任|医生)$/u

/**
 * 张*, 张*明, 欧阳**, 买**·艾*, J*** S***; a single character is hidden. Works on code points, so rare characters
 * outside the basic plane stay whole. A form of address stays: 张先生.
 */
export function maskName(text: string): string {
  const name = text.trim()
  const title = HONORIFIC.exec(name)?.[0] ?? ''
  if (title && name.length > title.length) {
    const own = name.slice(0, -title.length)
    return ([...own].length <= 1 || COMPOUND.exec(own)?.[0] === own ? own : maskName(own)) + title
  }
  if (/[·・•‧･]/u.test(name))
    return name.replace(/[^·・•‧･]+/gu, (part) => hide(part.trim(), [...part.trim()].length > 1 ? 1 : 0, 0))
  if (/^[\p{Script=Latin}\p{M}\s.'’-]+$/u.test(name))
    return name.replace(/[^\s.'’-]+/gu, (word) => ([...word].length > 1 ? `${[...word][0]}***` : '*'))
  const letters = [...name]
  if (letters.length <= 1) return hide(name, 0, 0)
  const surname = COMPOUND.exec(name)
  if (surname && letters.length > 2) return hide(name, 2, 0)
  return hide(name, 1, letters.length > 2 ? 1 : 0)
}

const NUMBER = '[0-9A-Za-z零〇一二三四五六七八九十百]'
// the building: 8栋, 8号楼, 八幢, A座, 8#楼, 8#
const BUILDING = new RegExp(`^.*?${NUMBER}{1,4}\\s*(?:栋|棟|幢|座|号楼|號樓|#楼?)`, 'u')
// 8-2-1501 after any name of a community
const DASHES = new RegExp(`^(.*?${NUMBER}{1,4}\\s*)[-~—–－之]\\s*${NUMBER}+`, 'u')
const FIRST_NUMBER = new RegExp(`^([^0-9]*?)(?:[0-9]|[A-Z]\\d|${NUMBER}{1,5}(?:单元|門|门|室|户|号|层|楼))`, 'u')

/** Down to the building, then `***`: 阳光花园8栋***, 8-***; with no building to be seen, down to the first number. */
export function maskAddress(text: string): string {
  const address = text.normalize('NFKC').trim()
  if (!address) return ''
  const building = BUILDING.exec(address)
  if (building) return `${building[0]}***`
  const dashes = DASHES.exec(address)
  if (dashes) return `${dashes[1]?.trimEnd()}-***`
  return `${FIRST_NUMBER.exec(address)?.[1]?.trimEnd() ?? ''}***`
}

/** 京A·***88, 京A·****88 (eight characters: new energy); others keep the first and the last two. */
export function maskPlate(text: string): string {
  const plate = text
    .normalize('NFKC')
    .replace(/[\s·・•.-]/gu, '')
    .toUpperCase()
  const civil = /^(\p{Script=Han}[A-Z])([0-9A-Z]{4,6}\p{Script=Han}?)$/u.exec(plate)
  return civil ? `${civil[1]}·${hide(civil[2] as string, 0, 2)}` : hide(plate, 1, plate.length > 4 ? 2 : 0)
}

/** a***@x.com; a local part of one character is hidden whole. */
export function maskEmail(text: string): string {
  const at = text.lastIndexOf('@')
  if (at < 1) return text.trim() ? '***' : ''
  const local = [...text.slice(0, at).trim()]
  return `${local.length > 1 ? local[0] : ''}***${text.slice(at).trimEnd()}`
}

/** Stars between the first `head` and the last `tail` code points; nothing but stars when that would show everything. */
function hide(text: string, head: number, tail: number): string {
  const letters = [...text]
  const hidden = letters.length - head - tail
  if (hidden < 1) return '*'.repeat(letters.length)
  return letters.slice(0, head).join('') + '*'.repeat(hidden) + letters.slice(letters.length - tail).join('')
}
