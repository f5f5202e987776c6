import { texts } from '@sims/ui'

export const useText = texts(
  'places',
  { community: '小区', building: '楼栋', entrance: '单元', premises: '房屋', area: '公共区域', choose: '请选择' },
  {
    community: 'Community',
    building: 'Building',
    entrance: 'Entrance',
    premises: 'Premises',
    area: 'Common area',
    choose: 'Choose',
  },
)
