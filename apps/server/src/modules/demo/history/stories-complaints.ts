import type { Story } from './story.ts'

const joins = {
  step: 'merge',
  by: 'desk',
  after: 25,
  into: 'bikes',
  input: { reason: '与前一件投诉是同一件事，一并处理。' },
}

/** A complaint about a person, a group of complaints about one matter, and a question that turned out to be a repair. */
export const COMPLAINTS: readonly Story[] = [
  {
    when: { days: 1, at: '09:05' },
    community: 0,
    place: 'home',
    category: 'complainAttitude',
    channel: 'app',
    // before anybody knows who it was, only those who handle complaints see it
    agent: 'manager',
    until: 'accepted',
    text: '昨天下午去服务中心办装修登记，前台一位管家一直低头看手机，问三句答一句，还让我自己上网查。',
    acceptNote: '先向客户了解是哪一位，再按规定处理。',
    beats: [
      { step: 'talk', by: 'desk', after: 20, input: { way: 'phone', said: '客户说明了时间和工位，希望得到道歉。' } },
      {
        step: 'nameConcerned',
        by: 'desk',
        after: 15,
        person: ['concerned', 'stewardb'],
        input: { note: '按时间和工位核对排班。' },
      },
      {
        step: 'investigate',
        by: 'quality',
        after: 90,
        input: {
          truth: 'partly',
          severity: 'ordinary',
          cause: '调看大厅录像：当时确在看手机，系查询客户所问的装修押金规定，但未向客户说明，态度生硬。',
        },
      },
    ],
  },
  {
    when: { days: 4, at: '08:50' },
    name: 'bikes',
    community: 1,
    place: 'home',
    category: 'complainSecurity',
    channel: 'app',
    agent: 'agent',
    until: 'accepted',
    text: '楼道里停满了电动自行车，还有人拉线充电，晚上出门都要侧着身子走，反映过一次没有下文。',
    beats: [
      {
        step: 'talk',
        by: 'desk',
        after: 40,
        input: { way: 'phone', said: '已说明今天安排巡查，客户希望以后每周都有人管。' },
      },
      {
        step: 'investigate',
        by: 'manager2',
        after: 180,
        input: {
          truth: 'true',
          severity: 'serious',
          cause: '现场清点楼道停放 7 辆，其中 2 辆飞线充电，夜间巡查未覆盖楼道。',
        },
      },
      {
        step: 'conclude',
        by: 'manager2',
        after: 300,
        input: { text: '您好，楼道内车辆已全部移至车棚，飞线已拆除；夜间巡查增加楼道，每周公示一次。感谢您提醒。' },
      },
      { step: 'talk', by: 'desk', after: 30, input: { way: 'phone', said: '客户认可处理结果，希望坚持下去。' } },
      {
        step: 'answerJoined',
        by: 'manager2',
        after: 25,
        input: { text: '各位住户反映的楼道停车、飞线充电已清理完毕，夜间巡查已增加楼道，巡查结果每周公示。' },
      },
    ],
  },
  {
    when: { days: 4, at: '10:20' },
    community: 1,
    place: 'home',
    category: 'complainSecurity',
    channel: 'app',
    agent: 'agent2',
    until: 'accepted',
    text: '电动车在楼道里充电太危险了，上次隔壁小区就着过火，物业能不能管一管。',
    beats: [joins],
  },
  {
    when: { days: 4, at: '11:05' },
    community: 1,
    place: 'home',
    category: 'complainSecurity',
    channel: 'phone',
    agent: 'agent',
    until: 'accepted',
    text: '老人出门被楼道里的电动车绊了一下，好在没摔着，请尽快清理。',
    beats: [joins],
  },
  {
    when: { since: 35 },
    community: 0,
    place: 'home',
    category: 'askOther',
    channel: 'app',
    agent: 'agent',
    photo: 'drain',
    until: 'accepted',
    text: '卫生间地漏这两天返味，洗澡时水下得也慢，请问要找谁看？',
    beats: [
      {
        step: 'toRepair',
        by: 'desk',
        after: 12,
        input: { repairCategory: 'blockedDrain', reason: '地漏堵塞，需要上门疏通。' },
      },
    ],
  },
]
