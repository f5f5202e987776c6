import type { Names, Skill } from '@sims/contracts/web'

const n = (zh: string, en: string): Names => ({ 'zh-CN': zh, en })

const names: Record<Skill, Names> = {
  plumbing: n('水暖', 'Plumbing'),
  electrical: n('电工', 'Electrical'),
  doorsWindows: n('门窗', 'Doors and windows'),
  lift: n('电梯', 'Lift'),
  hvac: n('空调通风', 'Air conditioning'),
  masonry: n('泥瓦', 'Masonry'),
  general: n('综合维修', 'General repair'),
}

/** The name of a skill; one that an organization made itself is called by its key. */
export const skillNames = (key: string): Names => names[key as Skill] ?? { 'zh-CN': key, en: key }
