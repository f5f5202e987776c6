const NUMERALS = '〇一二三四五六七八九'

/**
 * Orders names of places as people count them: 2栋 before 10栋, 二单元 before 十单元, A座 before B座. Numbers compare by
 * value, everything else by code point; equal numbers written differently keep the shorter spelling first.
 */
export function compareNatural(a: string, b: string): number {
  const left = parts(a)
  const right = parts(b)
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const x = left[i] as Part
    const y = right[i] as Part
    if (typeof x !== typeof y) return typeof x === 'number' ? -1 : 1
    if (x !== y) return x < y ? -1 : 1
  }
  return left.length - right.length || a.length - b.length
}

type Part = string | number

function parts(name: string): Part[] {
  const folded = name
    .normalize('NFKC')
    .replace(/[〇零一二三四五六七八九十百]+/g, (numeral) => String(numeralValue(numeral)))
  return (folded.match(/\d{1,15}|\D+|\d+/g) ?? []).map((part) => (/^\d{1,15}$/.test(part) ? Number(part) : part))
}

/** 十 10, 十二 12, 二十 20, 一百零三 103; without 十 and 百 the signs are digits: 一〇二 102. */
function numeralValue(numeral: string): number {
  const digit = (sign: string) => NUMERALS.indexOf(sign === '零' ? '〇' : sign)
  if (!/[十百]/.test(numeral)) return Number([...numeral.slice(0, 15)].map(digit).join(''))
  let sum = 0
  let pending = 0
  for (const sign of numeral) {
    if (sign === '百' || sign === '十') {
      sum += (pending || 1) * (sign === '百' ? 100 : 10)
      pending = 0
    } else pending = digit(sign)
  }
  return sum + pending
}
