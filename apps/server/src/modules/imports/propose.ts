import { IMPORT_FIELDS, type ImportField, type ImportMapping } from '@sims/contracts'

/** Headings as tables write them, folded by {@link fold}; earlier ones fit better. */
const HEADINGS: Record<ImportField, readonly string[]> = {
  reportedAt: [
    '上报时间',
    '报修时间',
    '受理时间',
    '留言时间',
    '来电时间',
    '诉求时间',
    '提交时间',
    '创建时间',
    '登记时间',
    'reportedat',
    'createddate',
    'createdat',
    'created',
    'openedat',
    'reporttime',
    'submittedat',
  ],
  title: ['标题', '主题', '留言主题', '诉求标题', 'title', 'subject', 'summary', 'complainttype'],
  description: [
    '内容',
    '详情',
    '描述',
    '留言详情',
    '报修内容',
    '诉求内容',
    '问题描述',
    '事项',
    'description',
    'details',
    'detail',
    'descriptor',
    'content',
    'text',
  ],
  person: [
    '姓名',
    '报修人',
    '联系人',
    '业主',
    '业主姓名',
    '客户',
    '客户姓名',
    '留言用户',
    '用户',
    '诉求人',
    'name',
    'customer',
    'caller',
    'user',
    'reporter',
    'contact',
  ],
  phone: ['电话', '手机', '手机号', '手机号码', '联系电话', '联系方式', 'phone', 'mobile', 'telephone', 'tel'],
  externalNumber: [
    '编号',
    '单号',
    '工单号',
    '工单编号',
    '报修单号',
    '留言编号',
    '流水号',
    '序号',
    'number',
    'id',
    'ticket',
    'ticketnumber',
    'uniquekey',
    'requestid',
    'no',
  ],
  answeredAt: [
    '答复时间',
    '回复时间',
    '完成时间',
    '完工时间',
    '办结时间',
    '关闭时间',
    '结束时间',
    'answeredat',
    'closeddate',
    'closedat',
    'closed',
    'completedat',
    'resolvedat',
    'finishedat',
  ],
  answer: [
    '答复',
    '答复意见',
    '答复内容',
    '回复',
    '回复内容',
    '处理结果',
    '处理意见',
    'answer',
    'reply',
    'resolution',
    'resolutiondescription',
    'result',
  ],
  community: ['小区', '小区名称', '项目', '项目名称', '楼盘', 'community', 'estate', 'property', 'site', 'borough'],
  place: [
    '房号',
    '房间',
    '位置',
    '地址',
    '地点',
    '报修地点',
    'place',
    'address',
    'room',
    'unit',
    'incidentaddress',
    'location',
  ],
  category: ['类别', '类型', '分类', '报修类别', '诉求类别', '一级分类', 'category', 'type', 'kind'],
}

const fold = (heading: string) =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.:：（）()【】[\]/#*]/g, '')

/** What the columns of a table most likely tell, by their headings alone; each column and each field at most once. */
export function proposeColumns(headers: readonly string[]): ImportMapping['columns'] {
  const folded = headers.map(fold)
  const columns: ImportMapping['columns'] = {}
  const taken = new Set<number>()
  for (const field of IMPORT_FIELDS) {
    for (const wanted of HEADINGS[field]) {
      const at = folded.findIndex((heading, i) => heading === wanted && !taken.has(i))
      if (at < 0) continue
      taken.add(at)
      columns[field] = at + 1
      break
    }
  }
  return columns
}

/** A mapping to begin with, for a table that nobody has imported yet. */
export function proposeMapping(headers: readonly string[], fileName: string): ImportMapping {
  return {
    kind: 'repair',
    source:
      fileName
        .replace(/\.[^.]*$/, '')
        .slice(0, 40)
        .trim() || 'import',
    channel: 'phone',
    columns: proposeColumns(headers),
    communityId: null,
    category: null,
    communities: {},
    categories: {},
    unanswered: 'settled',
    duplicates: 'skip',
  }
}

/** Two tables with the same headings in the same order are understood the same way. */
export const headersText = (headers: readonly string[]): string => JSON.stringify(headers.map(fold))
