import { type ErrorText, e } from './error-text.ts'

/** What can be wrong with an entry of a register. */
export const registerErrors = {
  'registers.codeTaken': e(
    'conflict',
    '编号 {value} 已被使用，请换一个编号。',
    'The code {value} is taken. Choose another.',
  ),
  'registers.nameTaken': e(
    'conflict',
    '已有名为“{value}”的单位，请核对后使用原有记录或换一个名称。',
    'There is one named “{value}” already. Use that, or choose another name.',
  ),
  'registers.warrantyBackwards': e(
    'invalid',
    '质保截止日期早于投用日期，请改正。',
    'The warranty would end before it was commissioned. Correct the dates.',
  ),
  'registers.retired': e(
    'notAllowedNow',
    '设备已报废，不能再修改；如属误操作，请新建一条。',
    'This equipment is retired and cannot be changed any more. Enter it anew if that was a mistake.',
  ),
  'registers.notWorker': e(
    'invalid',
    '{name} 没有“外包人员”岗位，不能归入外包单位，请改选。',
    '{name} does not hold the role of a contractor’s worker. Choose others.',
  ),
  'registers.worksElsewhere': e(
    'conflict',
    '{name} 已归入“{contractor}”，请先从该单位移出。',
    '{name} works for “{contractor}”. Take them out there first.',
  ),
  'fields.parts': e(
    'invalid',
    '每行须有名称、单位、数量（大于 0，最多两位小数）、单价和费用承担方，最多 50 行。',
    'Every line needs a name, a unit, a quantity above 0 with at most two decimals, a price and who pays; at most 50 lines.',
  ),
  'fields.partsNotAgreed': e(
    'invalid',
    '“{name}”由客户承担，但不在客户已同意的报价内（名称、单价须一致，数量不得超出）；请重新报价并取得客户同意，或改由他方承担。',
    'The customer would pay for “{name}”, which is not part of the quote that they agreed to (same name and price, no larger quantity). Quote anew and have it agreed, or let somebody else pay.',
  ),
  'orders.partsNotAgreed': e(
    'notAllowedNow',
    '由客户承担的“{name}”不在客户目前同意的报价内，请先更正配件，或重新报价并取得客户同意，再回单。',
    'The customer would pay for “{name}”, which the quote that they agreed to last does not have. Correct the parts, or quote anew and have it agreed, then report.',
  ),
} as const satisfies Record<string, ErrorText>
