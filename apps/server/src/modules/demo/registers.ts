import type { EquipmentKind, Skill } from '@sims/contracts'
import { type Actor, dayOf, formatDay, newId } from '#kernel'
import { enterEquipment } from '#modules/assets'
import { enterContractor } from '#modules/contractors'
import { enterPart } from '#modules/parts'
import { createAesCipher } from '#platform/privacy'
import type { Founded } from './found.ts'
import { type Company, ZONE } from './history/cast.ts'
import type { DemoDeps } from './load.ts'
import { demoPhone } from './names.ts'

const DAY_MS = 86_400_000

/** name, unit, price in fen */
const PARTS: readonly (readonly [name: string, unit: string, price: number])[] = [
  ['角阀 DN15', '个', 2800],
  ['不锈钢编织软管 60cm', '根', 1800],
  ['PPR 水管 DN20', '米', 1200],
  ['PPR 弯头 DN20', '个', 450],
  ['下水器 带存水弯', '套', 5500],
  ['生料带', '卷', 300],
  ['密封胶 中性', '支', 2600],
  ['LED 灯管 T8 18W', '支', 2200],
  ['声控开关', '个', 1900],
  ['空气开关 2P 32A', '个', 4800],
  ['电线 BV 2.5mm²', '米', 350],
  ['门锁锁芯 70mm', '个', 9800],
  ['闭门器', '个', 13_500],
  ['玻璃胶 结构', '支', 3200],
  ['墙面腻子 20kg', '袋', 6800],
]

/** kind, name, where in the community, maker, model; a warranty that lasts so many days from today, or null */
type Thing = readonly [
  EquipmentKind,
  name: string,
  place: string,
  maker: string,
  model: string,
  warranty: number | null,
]
const GARDEN: readonly Thing[] = [
  ['lift', '1栋1单元客梯', '1栋1单元电梯', '安途电梯', 'AT-800', 310],
  ['lift', '1栋2单元客梯', '1栋2单元电梯', '安途电梯', 'AT-800', 310],
  ['power', '变压器 1#', '配电房', '江南变压器', 'SCB13-800', -420],
  ['water', '生活水泵 1#', '水泵房', '蓝源泵业', 'CDL16-8', 45],
  ['water', '生活水泵 2#', '水泵房', '蓝源泵业', 'CDL16-8', 45],
  ['security', '监控主机', '监控室', '明眸科技', 'NVR-64', 120],
  ['access', '车行道闸（东门）', '东门', '通达智能', 'DZ-300', -30],
  ['amenity', '健身器材', '健身广场', '康体', 'JS-12', null],
]
const VILLAS: readonly Thing[] = [
  ['lift', '1栋1单元客梯', '1栋1单元电梯', '安途电梯', 'AT-1000', 200],
  ['power', '变压器 1#', '配电房', '江南变压器', 'SCB13-1000', -800],
  ['water', '生活水泵 1#', '水泵房', '蓝源泵业', 'CDL20-10', 15],
  ['access', '车行道闸（东门）', '东门', '通达智能', 'DZ-300', 90],
]
const CENTRE: readonly Thing[] = [
  ['lift', 'A座客梯 1#', 'A座客梯', '安途电梯', 'AT-1350', 150],
  ['lift', 'A座货梯', 'A座货梯', '安途电梯', 'AT-2000H', 150],
  ['hvac', '冷水机组 1#', '空调机房', '北极制冷', 'LS-350', 500],
  ['fire', '消防报警主机', '消防控制室', '平盾消防', 'JB-QG', -10],
  ['power', '变压器 1#', '配电房', '江南变压器', 'SCB13-1250', null],
]

/** The contract of the second has run out, so that the warning is seen. */
const CONTRACTORS: readonly {
  name: string
  trades: Skill[]
  contact: string
  qualification: string
  contract: number
  qualified: number
  workers: string[]
}[] = [
  {
    name: '江南安途电梯维保（演示）',
    trades: ['lift'],
    contact: '孙立强',
    qualification: '特种设备安装改造修理许可证（电梯）B',
    contract: 210,
    qualified: 400,
    workers: ['outlift'],
  },
  {
    name: '滨湖防水工程队（演示）',
    trades: ['masonry'],
    contact: '周海东',
    qualification: '防水防腐保温工程专业承包二级',
    contract: -12,
    qualified: 60,
    workers: ['outroof'],
  },
  {
    name: '恒温空调服务（演示）',
    trades: ['hvac', 'electrical'],
    contact: '吴志明',
    qualification: '制冷空调设备维修 II 类',
    contract: 95,
    qualified: 20,
    workers: [],
  },
]

/** Enters what the demo's company looks after and works with, when it opened, by those who keep the registers. */
export async function layRegisters(
  { db, secrets }: DemoDeps,
  founded: Founded,
  { staff }: Company,
  opened: Date,
  now: Date,
): Promise<void> {
  let n = 0
  const call = (actor: Actor, body: unknown) => {
    n++
    // a second apart: lists show the newest first
    const at = new Date(opened.getTime() + n * 1000)
    return { actor, key: `demo.register.${n}`, body, origin: { requestId: 'demo', ip: 'demo', userAgent: '' }, now: at }
  }
  const day = (days: number | null) => (days === null ? null : formatDay(dayOf(now.getTime() + days * DAY_MS, ZONE)))
  const made = () => newId(opened.getTime())
  const idOf = new Map(founded.staff.map(({ id, account }) => [account, id]))

  for (const [i, [name, unit, price]] of PARTS.entries()) {
    const body = { id: made(), code: `P${String(i + 1).padStart(3, '0')}`, name, unit, price, active: true, note: null }
    await enterPart(db, call(staff('manager'), body), body)
  }
  for (const { name, trades, contact, qualification, contract, qualified, workers } of CONTRACTORS) {
    const body = {
      ...{ id: made(), name, trades, qualification, active: true, note: null },
      ...{ contactName: contact, contactPhone: demoPhone(8000 + n) },
      ...{ contractUntil: day(contract), qualificationUntil: day(qualified) },
      workerIds: workers.map((account) => idOf.get(account) as string),
    }
    await enterContractor({ db, cipher: createAesCipher(secrets) }, call(staff('executive'), body), body)
  }
  for (const [community, things] of [GARDEN, VILLAS, CENTRE].entries()) {
    const suffix = ['', '2', '3'][community] as string
    const places = founded.communities[community]?.places ?? []
    for (const [i, [kind, name, where, maker, model, warranty]] of things.entries()) {
      const place = places.find(({ fullName }) => fullName === where)
      if (!place) throw new Error(`the demo has no place ${where}`)
      const body = {
        ...{ id: made(), code: `${kind.slice(0, 2).toUpperCase()}-${community + 1}${String(i + 1).padStart(2, '0')}` },
        ...{ name, kind, placeId: place.id, maker, model, state: 'inUse' as const, note: null },
        ...{ commissionedOn: '2022-06-18', warrantyUntil: day(warranty) },
        responsibleId: idOf.get(`lead${suffix}`) as string,
      }
      await enterEquipment(db, call(staff(`manager${suffix}`), body), body)
    }
  }
}
