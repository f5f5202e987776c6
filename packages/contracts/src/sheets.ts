import { premisesKindNames, residencyKindNames, roleNames, skillNames } from './names.ts'
import type { Names, Role } from './terms.ts'

/** What a table of an import is about: requests of another system, or the company's own estate and people. */
export const IMPORT_SUBJECTS = ['history', 'places', 'customers', 'staff'] as const
export type ImportSubject = (typeof IMPORT_SUBJECTS)[number]
/** Subjects whose present state can be taken out as a table, edited and brought back. */
export const SHEET_SUBJECTS = ['places', 'customers', 'staff'] as const
export type SheetSubject = (typeof SHEET_SUBJECTS)[number]

/** `new`: every row is a new record; `update`: each row names by its key what it changes. */
export const IMPORT_MODES = ['new', 'update'] as const
export type ImportMode = (typeof IMPORT_MODES)[number]

/** One column of a table of estate or people, for its template, its export and the page. */
export interface SheetField {
  /** the heading that templates carry */
  names: Names
  /** what belongs there, for the row of explanations */
  hint: Names
  /** other headings by which the column is known, folded: no blanks, no signs, lower case */
  known: readonly string[]
  /** must stand in every new row, and cannot be emptied */
  required?: true
  /** only to be read in an update: it says where the record is, and cannot be changed there */
  fixed?: true
  /** never in a log in clear */
  personal?: true
  /** the values it can have; cells may use either language */
  choices?: Readonly<Record<string, Names>>
  /** what values are called that a record can have and no cell can give */
  others?: Readonly<Record<string, Names>>
  /** several values, a line each; an item may be `choice@place` */
  list?: true
  /** says only how to write another field: never in an export */
  settled?: true
  /** how wide a template shows it, in characters */
  width?: number
}

const n = (zh: string, en: string): Names => ({ 'zh-CN': zh, en })

/** What a row of the table of places can be; premises by their kind. */
export const PLACE_ROW_KINDS = {
  residential: n('住宅小区', 'Residential community'),
  commercial: n('商业项目', 'Commercial community'),
  building: n('楼栋', 'Building'),
  entrance: n('单元', 'Entrance'),
  ...premisesKindNames,
  area: n('公共区域', 'Common area'),
} as const
export type PlaceRowKind = keyof typeof PLACE_ROW_KINDS

const places = {
  community: {
    names: n('小区', 'Community'),
    hint: n(
      '小区名称；新小区先单独写一行，类型选“住宅小区”或“商业项目”',
      'Its name; a new one stands in a row of its own first',
    ),
    known: ['小区名称', '项目', '项目名称', '楼盘', 'communityname', 'estate', 'property', 'site'],
    required: true,
    fixed: true,
    width: 16,
  },
  building: {
    names: n('楼栋', 'Building'),
    hint: n('如 3栋、A座；还没有的会自动建立', 'Such as 3栋 or Tower A; made when it is missing'),
    known: ['楼号', '栋号', '栋', '楼', '幢号', '楼宇', 'tower', 'block', 'buildingname'],
    fixed: true,
    width: 12,
  },
  entrance: {
    names: n('单元', 'Entrance'),
    hint: n('如 2单元；没有单元的留空', 'Such as 2单元; empty where there are none'),
    known: ['单元号', '单元名称', 'stair', 'staircase', 'entrancename'],
    fixed: true,
    width: 10,
  },
  name: {
    names: n('房号或名称', 'Number or name'),
    hint: n(
      '如 1501、B1-032、电梯厅；楼栋和单元的行留空',
      'Such as 1501, B1-032, lift hall; empty for buildings and entrances',
    ),
    known: ['房号', '房间', '房间号', '门牌', '门牌号', '室号', '名称', 'room', 'unit', 'roomnumber', 'name', 'number'],
    width: 14,
  },
  kind: {
    names: n('类型', 'Kind'),
    hint: n('从列表中选择', 'Choose from the list'),
    known: ['房屋类型', '房产类型', '类别', '用途', '物业类型', 'type', 'usage'],
    required: true,
    choices: PLACE_ROW_KINDS,
    width: 16,
  },
  floor: {
    names: n('楼层', 'Floor'),
    hint: n('如 15、B1', 'Such as 15 or B1'),
    known: ['层', '所在楼层', '层数', 'level', 'storey', 'story'],
    width: 8,
  },
  area: {
    names: n('建筑面积（㎡）', 'Floor area (m²)'),
    hint: n('平方米，最多两位小数', 'Square metres, two decimals at most'),
    known: [
      '建筑面积',
      '面积',
      '建筑面积平方米',
      '面积平方米',
      '计费面积',
      'area',
      'floorarea',
      'areasqm',
      'sqm',
      'size',
    ],
    width: 14,
  },
  address: {
    names: n('地址', 'Address'),
    hint: n('只用于小区的行', 'Only for communities'),
    known: ['小区地址', '详细地址', 'streetaddress'],
    width: 24,
  },
  servicePhone: {
    names: n('服务电话', 'Service phone'),
    hint: n('只用于小区的行', 'Only for communities'),
    known: ['物业电话', '客服电话', '服务热线', 'phone', 'hotline'],
    width: 16,
  },
} as const satisfies Record<string, SheetField>

const customers = {
  community: { ...places.community, hint: n('小区名称', 'Its name'), fixed: true },
  building: { ...places.building, hint: n('与房产表一致', 'As in the table of places') },
  entrance: { ...places.entrance, hint: n('没有单元的留空', 'Empty where there are none') },
  room: {
    names: n('房号', 'Room'),
    hint: n('房号、商铺号或车位号', 'Number of the home, shop or parking space'),
    known: ['房间', '房间号', '门牌', '门牌号', '室号', '房号或名称', 'unit', 'roomnumber', 'numberorname'],
    required: true,
    fixed: true,
    width: 12,
  },
  person: {
    names: n('姓名或单位名称', 'Name'),
    hint: n('业主、租户、家庭成员或单位', 'Of a person or a firm'),
    known: [
      '姓名',
      '业主',
      '业主姓名',
      '住户',
      '住户姓名',
      '客户',
      '客户姓名',
      '单位名称',
      '产权人',
      'customer',
      'owner',
    ],
    required: true,
    personal: true,
    width: 18,
  },
  kind: {
    names: n('个人或单位', 'Person or firm'),
    hint: n('从列表中选择', 'Choose from the list'),
    known: ['客户类型', '类型', 'kind', 'type'],
    required: true,
    choices: { person: n('个人', 'Person'), firm: n('单位', 'Firm') },
    width: 12,
  },
  phone: {
    names: n('电话', 'Phone'),
    hint: n('一个号码；同住的人可以填同一个。手机号可用于登录', 'One number; people who live together may share it'),
    known: ['手机', '手机号', '手机号码', '联系电话', '联系方式', 'mobile', 'telephone', 'tel'],
    personal: true,
    width: 16,
  },
  email: {
    names: n('邮箱', 'E-mail'),
    hint: n('可不填', 'May be empty'),
    known: ['电子邮箱', '邮件', 'mail', 'emailaddress'],
    personal: true,
    width: 22,
  },
  residency: {
    names: n('身份', 'Tie'),
    hint: n('从列表中选择', 'Choose from the list'),
    known: ['住户身份', '关系', '与房屋关系', '住户类型', 'relation', 'residency', 'role'],
    required: true,
    choices: residencyKindNames,
    width: 12,
  },
  from: {
    names: n('入住日期', 'From'),
    hint: n('如 2024-06-01', 'Such as 2024-06-01'),
    known: ['入住时间', '起始日期', '开始日期', '交房日期', 'movedin', 'since', 'start'],
    width: 12,
  },
  until: {
    names: n('到期日期', 'Until'),
    hint: n('租期的最后一天；到期后不再能使用，业主留空', 'Last day of the lease; access closes with it'),
    known: ['到期时间', '结束日期', '租期至', '截止日期', 'end', 'leaseuntil'],
    width: 12,
  },
} as const satisfies Record<string, SheetField>

/** The three administrators of GB/T 22239: a person gives these roles, one by one; no table does. */
export const ADMINISTRATOR_ROLES = [
  'systemAdministrator',
  'securityAdministrator',
  'auditAdministrator',
] as const satisfies Role[]
const NOT_STAFF = ['resident', 'committeeMember'] as const satisfies Role[]
const grantable = Object.fromEntries(
  Object.entries(roleNames).filter(([role]) => ![...ADMINISTRATOR_ROLES, ...NOT_STAFF].some((one) => one === role)),
)

const staff = {
  employeeNumber: {
    names: n('工号', 'Employee number'),
    hint: n('每人一个，不能重复', 'One for each person'),
    known: ['员工编号', '编号', '人员编号', 'employeeno', 'number', 'staffnumber'],
    required: true,
    fixed: true,
    width: 12,
  },
  name: {
    names: n('姓名', 'Name'),
    hint: n('员工姓名', 'Of the person'),
    known: ['员工姓名', 'staffname', 'fullname'],
    required: true,
    personal: true,
    width: 12,
  },
  account: {
    names: n('账号', 'Account'),
    hint: n('登录名，导入后为其生成初始密码', 'To sign in with; a first password is issued after the import'),
    known: ['登录名', '用户名', '登录账号', 'login', 'username'],
    required: true,
    fixed: true,
    width: 18,
  },
  phone: {
    names: n('电话', 'Phone'),
    hint: n('可不填', 'May be empty'),
    known: ['手机', '手机号', '联系电话', 'mobile', 'telephone', 'tel'],
    personal: true,
    width: 16,
  },
  email: {
    names: n('邮箱', 'E-mail'),
    hint: n('可不填', 'May be empty'),
    known: ['电子邮箱', '邮件', 'mail', 'emailaddress'],
    personal: true,
    width: 22,
  },
  roles: {
    names: n('岗位', 'Roles'),
    hint: n(
      '多个用“；”分开；只在某小区任职的写成“客服专员@小区名”',
      'Several by “;”; of one community only: “role@community”',
    ),
    known: ['角色', '职务', 'role', 'position'],
    required: true,
    list: true,
    choices: grantable,
    others: roleNames,
    width: 28,
  },
  communities: {
    names: n('所在小区', 'Communities'),
    hint: n(
      '上列岗位所在的小区，多个用“；”分开；全公司留空',
      'Where the roles are held, several by “;”; empty: in the whole company',
    ),
    known: ['小区', '项目', '服务小区', 'community', 'site'],
    list: true,
    settled: true,
    width: 22,
  },
  teams: {
    names: n('班组', 'Teams'),
    hint: n('多个用“；”分开；还没有的会自动建立', 'Several by “;”; made when they are missing'),
    known: ['部门', '团队', '组', 'team', 'department'],
    list: true,
    width: 18,
  },
  skills: {
    names: n('技能', 'Skills'),
    hint: n('多个用“；”分开', 'Several by “;”'),
    known: ['工种', '专业', 'skill', 'trade'],
    list: true,
    choices: skillNames,
    width: 20,
  },
} as const satisfies Record<string, SheetField>

/** The columns of each subject, in the order of its template. */
export const SHEETS = { places, customers, staff } as const satisfies Record<SheetSubject, Record<string, SheetField>>
export type SheetFieldName<S extends SheetSubject = SheetSubject> = S extends SheetSubject
  ? keyof (typeof SHEETS)[S] & string
  : never

/** The column by which an exported row is known again: which record, and as it was then. */
export const KEY_COLUMN = {
  names: n('标识（请勿修改）', 'Key (do not change)'),
  known: ['标识', 'key'],
} as const

export const importSubjectNames: Record<ImportSubject, Names> = {
  history: n('历史诉求', 'History of requests'),
  places: n('房产与位置', 'Estate'),
  customers: n('客户与住户', 'Residents'),
  staff: n('员工', 'Staff'),
}
