import { area, building, type CommunitySpec, numbered, type PlaceSpec } from '#modules/estate'

/** The company's name says itself that it is a demonstration. */
export const COMPANY = '安居里物业服务有限公司（演示）'
const INVENTED = '（演示数据，均为虚构）'

const entranceAreas = ['门厅', '电梯', '楼道', '天台']
const outdoors = [
  '东门',
  '西门',
  '小区道路',
  '中心花园',
  '儿童游乐区',
  '健身广场',
  '垃圾投放点',
  '快递柜',
  '监控室',
  '配电房',
  '水泵房',
]

const garage = (spaces: number): PlaceSpec => ({
  kind: 'building',
  name: '地下车库',
  children: [
    ...numbered('parkingSpace', spaces, parkingName, (n) => `地下车库${parkingName(n)}车位`),
    area('入口'),
    area('行车道'),
    area('充电桩区'),
  ],
})
const parkingName = (n: number) => `B1-${String(n).padStart(3, '0')}`

/** Three invented communities: 12 buildings, 1,188 homes, shops and offices, three garages. */
export const COMMUNITIES: readonly CommunitySpec[] = [
  {
    name: '安居花园',
    kind: 'residential',
    address: `江南市滨湖区安居路 1 号${INVENTED}`,
    servicePhone: '400-000-0001',
    places: [
      ...[1, 2, 3, 4, 5].map((n) =>
        building({ name: `${n}栋`, entrances: 2, floors: 11, perFloor: 4, areas: entranceAreas }),
      ),
      garage(150),
      ...outdoors.map(area),
    ],
  },
  {
    name: '云溪雅苑',
    kind: 'residential',
    address: `江南市滨湖区云溪路 66 号${INVENTED}`,
    servicePhone: '400-000-0002',
    places: [
      ...[1, 2, 3, 4].map((n) =>
        building({ name: `${n}栋`, entrances: 2, floors: 15, perFloor: 4, areas: entranceAreas }),
      ),
      {
        kind: 'building',
        name: '沿街商铺',
        children: numbered(
          'shop',
          12,
          (n) => `${n}号`,
          (n) => `沿街商铺${n}号`,
        ),
      },
      garage(180),
      ...outdoors.map(area),
      area('人工湖'),
    ],
  },
  {
    name: '安居中心',
    kind: 'commercial',
    address: `江南市滨湖区中心大道 8 号${INVENTED}`,
    servicePhone: '400-000-0003',
    places: [
      ...[
        { name: 'A座', floors: 18, perFloor: 8 },
        { name: 'B座', floors: 12, perFloor: 6 },
      ].map((tower) =>
        building({
          ...tower,
          entrances: 0,
          premisesKind: 'office',
          areas: ['大堂', '客梯', '货梯', '卫生间', '消防通道'],
        }),
      ),
      {
        kind: 'building',
        name: '商业裙楼',
        children: [
          ...numbered('shop', 40, (n) => `${n}号商铺`),
          ...['中庭', '自动扶梯', '公共卫生间', '卸货区'].map(area),
        ],
      },
      garage(100),
      ...['广场', '正门', '垃圾房', '消防控制室', '空调机房', '配电房'].map(area),
    ],
  },
]
