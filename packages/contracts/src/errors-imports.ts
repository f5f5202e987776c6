import { type ErrorText, e } from './error-text.ts'

/** What can be wrong with an import, with its file and with each row of it. */
export const importErrors = {
  'imports.wholeCompany': e(
    'forbidden',
    '导入数据需要全公司范围的岗位，您的岗位只限于部分小区。',
    'Importing needs a role for the whole company; yours holds for some communities only.',
  ),
  'imports.notNow': e(
    'notAllowedNow',
    '当前状态不能进行此操作，请刷新页面查看导入进度。',
    'That is not possible in its present state. Reload to see how far the import is.',
  ),
  'imports.onlyNew': e(
    'invalid',
    '历史诉求只能新增导入，已导入过的在检查时选择“更新”。',
    'History is only imported as new; choose “update” for what is there already when you check it.',
  ),
  'imports.noRows': e('invalid', '文件中没有数据行，请检查后重新上传。', 'The file has no rows below its headings.'),
  'imports.noHeadings': e(
    'invalid',
    '第 1 行没有列名，请在第 1 行填写各列名称后重新上传。',
    'Row 1 has no headings. Name the columns there.',
  ),
  'imports.sameColumn': e(
    'invalid',
    '同一列不能对应两项内容，请改选。',
    'One column cannot be two things. Choose again.',
  ),
  'imports.noSuchColumn': e('invalid', '文件中没有这一列，请改选。', 'The file has no such column. Choose again.'),
  'imports.kindWithoutHistory': e(
    'invalid',
    '该类诉求当前生效的流程没有历史数据步骤，请先发布包含该步骤的流程。',
    'The process in force for this kind has no steps for history. Publish one that has.',
  ),
  'imports.nothingReady': e(
    'notAllowedNow',
    '没有可导入的行，请先修正数据或列的对应关系。',
    'No row can be imported. Correct the file or the columns.',
  ),
  'imports.stopped': e(
    'invalid',
    '导入在中途停止，已导入的行保持完整，可继续导入。如再次停止，请联系管理员。',
    'The import stopped on its way; what is imported is whole. Go on, and tell the administrator if it stops again.',
  ),
  'imports.empty': e('invalid', '第 {row} 行 {column} 列为空，请填写。', 'Row {row}, column {column} is empty.'),
  'imports.cellError': e(
    'invalid',
    '第 {row} 行 {column} 列是错误值 {value}，请修正。',
    'Row {row}, column {column} holds the error {value}.',
  ),
  'imports.badDate': e(
    'invalid',
    '第 {row} 行 {column} 列的“{value}”不是可识别的日期，请写成 2019-01-13 09:05 的形式。',
    'Row {row}, column {column}: “{value}” is no date that can be read. Write 2019-01-13 09:05.',
  ),
  'imports.inFuture': e(
    'invalid',
    '第 {row} 行 {column} 列的“{value}”晚于现在，请核对。',
    'Row {row}, column {column}: “{value}” lies in the future.',
  ),
  'imports.answerTooEarly': e(
    'invalid',
    '第 {row} 行 {column} 列的答复时间“{value}”早于上报时间，请核对。',
    'Row {row}, column {column}: the answer at “{value}” precedes the report.',
  ),
  'imports.unknownCommunity': e(
    'invalid',
    '第 {row} 行 {column} 列的小区“{value}”没有对应，请为其选择小区。',
    'Row {row}, column {column}: the community “{value}” is not known. Choose one for it.',
  ),
  'imports.unknownPlace': e(
    'invalid',
    '第 {row} 行 {column} 列的位置“{value}”在该小区中不存在，请核对。',
    'Row {row}, column {column}: the community has no place “{value}”.',
  ),
  'imports.unknownCategory': e(
    'invalid',
    '第 {row} 行 {column} 列的类别“{value}”没有对应，请为其选择类别。',
    'Row {row}, column {column}: the category “{value}” is not known. Choose one for it.',
  ),
  'imports.unstorable': e(
    'invalid',
    '第 {row} 行 {column} 列含有无法保存的字符，请删除。',
    'Row {row}, column {column} holds a character that cannot be stored. Remove it.',
  ),
  'imports.tooLong': e(
    'invalid',
    '第 {row} 行 {column} 列超过 {limit} 个字，请缩短。',
    'Row {row}, column {column} is longer than {limit} characters. Shorten it.',
  ),
  'imports.badChoice': e(
    'invalid',
    '第 {row} 行 {column} 列的“{value}”不在可选项中，请从模板的下拉列表中选择。',
    'Row {row}, column {column}: “{value}” is none of the choices. Choose from the list in the template.',
  ),
  'imports.badArea': e(
    'invalid',
    '第 {row} 行 {column} 列的“{value}”不是面积，请填写大于 0 的数，最多两位小数。',
    'Row {row}, column {column}: “{value}” is no floor area. Write a number above 0 with two decimals at most.',
  ),
  'imports.badPhone': e(
    'invalid',
    '第 {row} 行 {column} 列不是电话号码，请填写一个手机或固定电话号码。',
    'Row {row}, column {column} is no telephone number. Write one mobile or landline number.',
  ),
  'imports.badEmail': e(
    'invalid',
    '第 {row} 行 {column} 列不是邮箱地址，请改正或清空。',
    'Row {row}, column {column} is no e-mail address. Correct it or empty it.',
  ),
  'imports.untilTooEarly': e(
    'invalid',
    '第 {row} 行 {column} 列的到期日期“{value}”早于入住日期，请核对。',
    'Row {row}, column {column}: the last day “{value}” precedes the first.',
  ),
  'imports.inPast': e(
    'invalid',
    '第 {row} 行 {column} 列的“{value}”已经过去。已搬离的住户不必导入。',
    'Row {row}, column {column}: “{value}” is past. Who has moved out need not be imported.',
  ),
  'imports.noCommunity': e(
    'invalid',
    '第 {row} 行 {column} 列的小区“{value}”不存在，请核对名称，或先导入房产。',
    'Row {row}, column {column}: there is no community “{value}”. Correct it, or import the places first.',
  ),
  'imports.noPremises': e(
    'invalid',
    '第 {row} 行 {column} 列的“{value}”不存在，请核对楼栋、单元和房号，或先导入房产。',
    'Row {row}, column {column}: there are no premises “{value}” there. Correct it, or import the places first.',
  ),
  'imports.saysOtherwise': e(
    'invalid',
    '第 {row} 行与前面某行是同一客户，但姓名、电话等改得不同，请统一。',
    'Row {row} is about the same customer as an earlier one, but says something else. Make them agree.',
  ),
  'imports.accountTaken': e(
    'conflict',
    '第 {row} 行 {column} 列的账号“{value}”已被使用，请换一个。',
    'Row {row}, column {column}: the account “{value}” is taken. Choose another.',
  ),
  'imports.roleNotGranted': e(
    'invalid',
    '第 {row} 行 {column} 列的岗位“{value}”不能通过导入授予。三类管理员请在员工页面逐人设置。',
    'Row {row}, column {column}: the role “{value}” is not given by an import. Appoint administrators one by one on the page of staff.',
  ),
  'imports.notForKind': e(
    'invalid',
    '第 {row} 行 {column} 列的“{value}”不适用于这一类型，请清空或改选类型。',
    'Row {row}, column {column}: “{value}” does not belong to a row of this kind. Empty it, or change the kind.',
  ),
  'imports.noSuchCommunity': e(
    'invalid',
    '第 {row} 行 {column} 列的小区“{value}”不存在。请核对名称，或在前面加一行新建该小区。',
    'Row {row}, column {column}: there is no community “{value}”. Correct it, or make it in a row before this one.',
  ),
  'imports.otherKind': e(
    'invalid',
    '第 {row} 行 {column} 列的“{value}”已存在，但类型不同，请改名。',
    'Row {row}, column {column}: “{value}” is there already as something else. Choose another name.',
  ),
  'imports.nameTaken': e(
    'invalid',
    '第 {row} 行 {column} 列的“{value}”已被同一位置下的其他房产使用，请改名。',
    'Row {row}, column {column}: “{value}” is taken by another place beside it. Choose another name.',
  ),
  'imports.keyMissing': e(
    'invalid',
    '第 {row} 行没有标识。更新导入请使用导出的表格；新的数据请用“新增导入”。',
    'Row {row} has no key. An update needs the exported table; what is new goes in by an import of new rows.',
  ),
  'imports.keyBroken': e(
    'invalid',
    '第 {row} 行 {column} 列的标识已被改动，请重新导出。',
    'Row {row}, column {column}: the key has been altered. Export again.',
  ),
  'imports.keyTwice': e(
    'invalid',
    '第 {row} 行与前面某行的标识相同，请删除重复的行。',
    'Row {row} has the key of an earlier row. Remove one of them.',
  ),
  'imports.keyUnknown': e(
    'invalid',
    '第 {row} 行对应的记录已不存在，请重新导出。',
    'Row {row}: its record is not there any more. Export again.',
  ),
  'imports.changedSince': e(
    'conflict',
    '第 {row} 行的记录在导出后已被他人修改，未更新。请重新导出后再改。',
    'Row {row}: somebody has changed the record since the export. Export again and repeat your change.',
  ),
  'imports.fixedColumn': e(
    'invalid',
    '第 {row} 行 {column} 列改成了“{value}”，此项不能通过导入更改，请恢复原值。',
    'Row {row}, column {column} now says “{value}”. An import cannot change this; put the former value back.',
  ),
  'imports.twiceInFile': e('conflict', '与前面某行重复，未导入。', 'The same as an earlier row: left out.'),
  'imports.inUse': e(
    'conflict',
    '已有诉求、住户等记录与其关联，保留不动。',
    'Requests, residents or other records name it: left as it is.',
  ),
  'imports.alreadyThere': e('conflict', '已存在，未改动。', 'There already, left as it is.'),
  'imports.updatedOnly': e(
    'conflict',
    '该记录由更早的导入新增，这次只作更新，保留不动。',
    'An earlier import made the record and this one only updated it: left as it is.',
  ),
  'imports.touched': e('conflict', '该记录已有人改动，保留不动。', 'Somebody has worked on the record: left as it is.'),
} as const satisfies Record<string, ErrorText>
