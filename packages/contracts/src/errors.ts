import { type ErrorText, e } from './error-text.ts'
import { interfaceErrors } from './errors-api-keys.ts'
import { backupErrors } from './errors-backups.ts'
import { calendarErrors } from './errors-calendars.ts'
import { definitionErrors } from './errors-definitions.ts'
import { dutyErrors } from './errors-duty.ts'
import { gatewayErrors } from './errors-gateways.ts'
import { identityErrors } from './errors-identity.ts'
import { importErrors } from './errors-imports.ts'
import { orderErrors } from './errors-orders.ts'
import { printErrors } from './errors-print.ts'
import { privacyErrors } from './errors-privacy.ts'
import { proxyErrors } from './errors-proxies.ts'
import { registerErrors } from './errors-registers.ts'
import { residencyErrors } from './errors-residencies.ts'
import { ruleErrors } from './errors-rules.ts'

export type { ErrorKind, ErrorText } from './error-text.ts'

/**
 * Every error that a caller can meet, by code, in both languages; `{name}` is filled from the error's params. Each
 * says what to do. A check proves that every code raised stands here, and every code here is raised.
 */
export const errorTexts = {
  'http.badJson': e(
    'invalid',
    '请求内容不是有效的 JSON，请检查格式。',
    'The body is not valid JSON. Check its format.',
  ),
  'http.invalid': e(
    'invalid',
    '有 {count} 处填写有误，请按提示修改。',
    'Entries to correct: {count}. See what is said beside them.',
  ),
  'http.unsupportedType': e('invalid', '请以 application/json 发送。', 'Send the body as application/json.'),
  'http.bodyTooLarge': e('limit', '内容过大，请精简后再提交。', 'The body is too large. Send less.'),
  'http.notFound': e(
    'notFound',
    '没有找到该内容，可能已删除或您无权查看。',
    'Not found. It may be gone, or you may not see it.',
  ),
  'http.tooMany': e('limit', '操作过于频繁，请稍后再试。', 'Too many calls. Try again in a moment.'),
  'http.internal': e(
    'invalid',
    '系统出错了，请稍后再试。如仍有问题，请把编号 {requestId} 告诉管理员。',
    'Something went wrong. Try again; if it persists, give the administrator the number {requestId}.',
  ),
  'http.unavailable': e(
    'limit',
    '系统繁忙或正在维护，请稍后再试。',
    'The system is busy or under maintenance. Try again soon.',
  ),
  'http.crossSite': e('forbidden', '请从本系统的页面操作。', 'Use the pages of this system.'),

  'command.keyMissing': e(
    'invalid',
    '缺少 Idempotency-Key 请求头，请为每次操作生成一个唯一值。',
    'The Idempotency-Key header is missing. Make a unique value for each operation.',
  ),
  'command.keyReused': e(
    'conflict',
    '该 Idempotency-Key 已用于另一内容，请换一个新的值。',
    'This Idempotency-Key was used with other content. Use a new one.',
  ),
  'command.refusedBefore': e(
    'notAllowedNow',
    '该记录在首次提交时未能执行此操作，请查看最新内容后再操作。',
    'This record was refused when the call came first. Look at it again, then act.',
  ),
  'command.duplicateId': e('conflict', '该编号已存在，请重新生成。', 'This id exists already. Make a new one.'),
  'command.tooOld': e(
    'invalid',
    '发生时间须在过去 72 小时之内，且不晚于现在。',
    'The time of occurrence must lie within the last 72 hours and not in the future.',
  ),

  'fields.required': e('invalid', '请填写此项。', 'Fill this in.'),
  'fields.unknown': e('invalid', '没有这一项：{keys}。', 'There is no such field: {keys}.'),
  'fields.type': e('invalid', '类型不对，应为{expected}。', 'Wrong type: {expected} expected.'),
  'fields.tooLong': e('invalid', '超出上限 {maximum}。', 'More than the limit of {maximum}.'),
  'fields.tooShort': e('invalid', '少于下限 {minimum}。', 'Less than the minimum of {minimum}.'),
  'fields.choice': e('invalid', '请从可选项中选择。', 'Choose one of the options.'),
  'fields.twice': e('invalid', '与前面的重复，请删除一个。', 'It repeats an earlier one. Remove one of them.'),
  'fields.format': e('invalid', '格式不正确。', 'The format is not right.'),
  'fields.nul': e(
    'invalid',
    '含有无法保存的空字符，请删除。',
    'It holds a NUL character, which cannot be stored. Remove it.',
  ),
  'fields.surrogate': e('invalid', '含有不完整的字符，请重新输入。', 'It holds half a character. Type it again.'),
  'fields.unknownReference': e(
    'invalid',
    '所选内容不存在，请重新选择。',
    'What you chose does not exist. Choose again.',
  ),
  'fields.wrongPerson': e(
    'invalid',
    '此人在该项目没有相应岗位，请改选他人。',
    'This person does not hold the role for it in this community. Choose another.',
  ),
  'fields.notMergeable': e(
    'invalid',
    '只能合并到同一小区、同一类型、尚未办结的另一张单，请核对单号。',
    'Only another open request of the same kind and community can take it up. Check the number.',
  ),

  'fields.photosNeeded': e('invalid', '请至少拍一张照片。', 'Take at least one photo.'),
  'fields.past': e('invalid', '请选择今天或以后的日期。', 'Choose today or a later day.'),
  'fields.priceItems': e(
    'invalid',
    '请逐项写明名称、数量（1 至 999）和单价，最多 30 项，合计不超过 100 万元。',
    'Give name, quantity (1 to 999) and unit price of each line; at most 30 lines, at most 1,000,000 yuan in all.',
  ),
  'fields.aboveRange': e(
    'invalid',
    '报价 {amount} 高于该类别的参考价上限 {maximum}，请写明原因，客户会看到。',
    'The quote of {amount} is above {maximum}, the highest price of this category. Say why; the customer reads it.',
  ),
  'fields.aboveAgreed': e(
    'invalid',
    '不能高于客户同意的金额，目前最多 {maximum}；需要增加的，请重新报价并经客户同意。',
    'Not more than the customer has agreed to, {maximum} at most now. For more, quote anew and let the customer agree.',
  ),

  'access.forbidden': e('forbidden', '您的岗位没有此项权限。', 'Your role may not do this.'),

  'customers.queryTooShort': e(
    'invalid',
    '请输入至少两个字的姓名、四位号码或两个拼音首字母。',
    'Give at least two characters of a name, four digits, or two pinyin initials.',
  ),

  'requests.queryTooShort': e(
    'invalid',
    '请输入至少两个相连的字，或完整的单号。',
    'Give at least two neighbouring characters, or a whole number.',
  ),

  'requests.assigneeNeeded': e(
    'invalid',
    '该类别的工单须指定处理人，请选择。',
    'Orders of this category need a person. Choose one.',
  ),
  'requests.otherChannel': e(
    'invalid',
    '该类别不接受此渠道的报单，请改选类别或渠道。',
    'This category does not come in by this channel. Choose another category or channel.',
  ),
  'requests.otherPlace': e(
    'invalid',
    '该类别不适用于所选位置，请改选类别或位置。',
    'This category does not happen at such a place. Choose another category or place.',
  ),

  'setup.alreadyDone': e(
    'conflict',
    '本系统已完成初始化，请直接登录。',
    'The company has been set up already. Sign in instead.',
  ),
  'setup.tooManyHomes': e(
    'invalid',
    '共 {homes} 户，超过一次建立的上限 {maximum} 户，请减少楼栋，其余以后导入。',
    '{homes} homes are more than the {maximum} that can be made at once. Take fewer buildings and import the rest later.',
  ),

  'staff.administratorAlone': e(
    'conflict',
    '系统管理员、安全管理员、审计管理员须由不同的人担任，不兼任其他岗位，且不限于某个项目。',
    'System, security and audit administrator are three people without any other role, and for all communities.',
  ),
  'staff.numberTaken': e(
    'conflict',
    '工号“{employeeNumber}”已被使用，请换一个。',
    'The employee number “{employeeNumber}” is taken. Choose another.',
  ),

  'process.followUpOwed': e(
    'notAllowedNow',
    '该类别须先回访：请与客户沟通并记录，再办结；投诉请告知改进并约定复查。',
    'This category asks for a follow-up: record a talk with the customer, then settle; of a complaint tell what was improved and agree on a re-check.',
  ),
  'process.unknownStep': e('invalid', '没有这一步骤：{step}。', 'There is no such step: {step}.'),
  'process.staleVersion': e(
    'conflict',
    '该记录刚被更新，请查看最新内容后再操作。',
    'Someone has just changed this record. Look at it again, then act.',
  ),
  'process.stepNotAllowed': e(
    'notAllowedNow',
    '当前状态或岗位不能执行此步骤，请刷新后查看可用操作。',
    'This step cannot be taken in the present state or by your role. Refresh to see what can.',
  ),
  'process.tooLate': e(
    'notAllowedNow',
    '办结已超过 {days} 天，不能再执行此步骤。如问题仍未解决，请重新提交，并写明原单号。',
    'It was settled more than {days} days ago, so this step cannot be taken any more. If it is not solved, report it anew and give the old number.',
  ),
  'process.priceNotAgreed': e(
    'notAllowedNow',
    '本次服务收费，须先报价并经客户同意，才能执行此步骤。客户在电话里或当面同意的，请登记“代客户同意报价”。',
    'There is a charge: quote the price and let the customer agree first. When the customer agreed by phone or in person, record it with “Agree for the customer”.',
  ),
  'process.quoteReplaced': e(
    'conflict',
    '这份报价已更新或作废，没有登记您的意见。请查看最新报价后再确认。',
    'This quote has been replaced or withdrawn, and nothing was recorded. Look at the latest quote, then decide.',
  ),
  'process.formInvalid': e('invalid', '表单填写有误，请按提示修改。', 'The form is not right. Correct it as shown.'),
  'process.occurredInFuture': e('invalid', '发生时间不能晚于现在。', 'The time of occurrence cannot be in the future.'),

  'hours.none': e('invalid', '请至少设置一个时段。', 'Give at least one span of hours.'),
  'time.invalid': e('invalid', '日期或时间格式不正确。', 'The date or time is not right.'),

  'files.empty': e('invalid', '文件是空的，请重新选择。', 'The file is empty. Choose another.'),
  'files.tooLarge': e(
    'limit',
    '文件超过 {maxMegabytes} MB，请压缩后再上传。',
    'The file is over {maxMegabytes} MB. Make it smaller.',
  ),
  'files.typeNotAllowed': e(
    'invalid',
    '不支持此类文件，请上传照片、PDF 或办公文档。',
    'This type of file is not accepted. Upload a picture, PDF or office document.',
  ),
  'files.typeMismatch': e(
    'invalid',
    '文件内容与扩展名不符，请上传原始文件。',
    'What the file holds is not what its name says. Upload the original.',
  ),
  'files.pictureBroken': e(
    'invalid',
    '图片已损坏，请重新拍摄或选择。',
    'The picture is damaged. Take or choose another.',
  ),
  'files.pictureTooLarge': e(
    'limit',
    '图片像素过大，请缩小后再上传。',
    'The picture has too many pixels. Make it smaller.',
  ),
  'files.tooManyUnattached': e(
    'limit',
    '未提交的附件超过 {max} 个，请先提交或稍后再试。',
    'More than {max} uploads wait to be used. Submit them first, or try again later.',
  ),
  'files.storageFull': e(
    'limit',
    '存储空间不足，请联系系统管理员。',
    'Storage is full. Tell the system administrator.',
  ),
  'files.notAttachable': e(
    'invalid',
    '有附件不存在或已用于其他记录，请重新上传。',
    'A file is not there or belongs to another record. Upload it again.',
  ),

  'exchange.unknownFormat': e(
    'invalid',
    '无法识别该文件，请上传未加密的 .xlsx 或 .csv 文件。',
    'The file is not recognised. Bring an .xlsx or .csv file without a password.',
  ),
  'exchange.tooLarge': e(
    'limit',
    '文件超过 {limit} MB，请拆分后再上传。',
    'The file is larger than {limit} MB. Split it.',
  ),
  'exchange.unpackedTooLarge': e(
    'limit',
    '文件解压后超过 {limit} MB，请拆分后再上传。',
    'Unpacked, the file is larger than {limit} MB. Split it.',
  ),
  'exchange.damaged': e(
    'invalid',
    '文件已损坏，从第 {row} 行起无法读取，请重新导出后再上传。',
    'The file is damaged and cannot be read from row {row} on. Export it again.',
  ),
  'exchange.resave': e(
    'invalid',
    '该文件的写法无法完整读取，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。',
    'The file is written in a way that cannot be read whole. Open it in Excel or WPS, save it as .xlsx and bring that.',
  ),
  'exchange.merged': e(
    'invalid',
    '第 {row} 行 {column} 列起有合并单元格，请取消合并后再上传。',
    'Cells are merged from row {row}, column {column} on. Unmerge them.',
  ),
  'exchange.cutOff': e(
    'invalid',
    '文件不完整，在第 {row} 行 {column} 列处中断，请重新导出后再上传。',
    'The file is cut off at row {row}, column {column}. Export it again.',
  ),
  'exchange.encoding': e(
    'invalid',
    '文字编码无法识别，请以 UTF-8 或 GBK 编码保存后再上传。',
    'The encoding of the text is not recognised. Save it as UTF-8 or GBK.',
  ),
  'exchange.badQuote': e(
    'invalid',
    '第 {row} 行 {column} 列的引号后还有文字，请修改后再上传。',
    'In row {row}, column {column}, text follows a closing quote. Correct it.',
  ),
  'exchange.tooManyRows': e(
    'limit',
    '超过 {limit} 行，请拆分后再上传。',
    'There are more than {limit} rows. Split the file.',
  ),
  'exchange.tooManyColumns': e(
    'limit',
    '第 {row} 行超过 {limit} 列，请删去多余的列后再上传。',
    'Row {row} has more than {limit} columns. Remove what is not needed.',
  ),
  'exchange.cellTooLong': e(
    'limit',
    '第 {row} 行 {column} 列超过 {limit} 个字，请缩短后再上传。',
    'The text in row {row}, column {column} is longer than {limit} characters. Shorten it.',
  ),
  'exchange.tooHeavy': e(
    'limit',
    '读取该文件占用内存过多，请拆分后再上传。',
    'Reading the file takes too much memory. Split it.',
  ),

  ...definitionErrors,
  ...calendarErrors,
  ...dutyErrors,
  ...gatewayErrors,
  ...orderErrors,
  ...backupErrors,
  ...identityErrors,
  ...interfaceErrors,
  ...importErrors,
  ...printErrors,
  ...proxyErrors,
  ...residencyErrors,
  ...privacyErrors,
  ...registerErrors,
  ...ruleErrors,
} as const satisfies Record<string, ErrorText>

export type ErrorCode = keyof typeof errorTexts
