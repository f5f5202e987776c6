import { type Names, skillNames as names, type Skill } from '@sims/contracts/web'

/** The name of a skill; one that an organization made itself is called by its key. */
export const skillNames = (key: string): Names => names[key as Skill] ?? { 'zh-CN': key, en: key }
