import { type ErrorText, e } from './error-text.ts'

/** What can be wrong with an import of history, with its file and with each row of it. */
export const importErrors = {
  'imports.wholeCompany': e(
    'forbidden',
    '导入历史数据需要全公司范围的项目经理或公司高管岗位。',
    'Importing history needs the role of manager or executive for the whole company.',
  ),
  'imports.notNow': e(
    'notAllowedNow',
    '当前状态不能进行此操作，请刷新页面查看导入进度。',
    'That is not possible in its present state. Reload to see how far the import is.',
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
  'imports.alreadyThere': e('conflict', '已导入过，未改动。', 'There already, left as it is.'),
  'imports.updatedOnly': e(
    'conflict',
    '该记录由更早的导入新增，这次只作更新，保留不动。',
    'An earlier import made the record and this one only updated it: left as it is.',
  ),
  'imports.touched': e('conflict', '该记录已有人处理，保留不动。', 'Somebody has worked on the record: left as it is.'),
} as const satisfies Record<string, ErrorText>
