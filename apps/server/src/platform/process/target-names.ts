import type { Names } from '@sims/contracts'
import { spanText, type Target } from '#kernel'
import type { ClockDef, StepDef } from './definition.ts'

const DAYS_FROM = 72

/** A target as people read it: 24小时, 7天, 7个工作日; `steps`: those whose forms ask for a day on which it is due. */
export function targetNames(target: ClockDef['target'] | Target, steps: readonly StepDef[] = []): Names {
  if (target.kind === 'onDate') return { 'zh-CN': target.day, en: target.day }
  if (target.kind === 'atTime') return { 'zh-CN': '约定时间', en: 'the time agreed on' }
  if (target.kind === 'momentField') {
    const asked = steps.flatMap(({ form }) => form).find(({ key }) => key === target.field)
    if (!asked) return { 'zh-CN': '约定时间', en: 'the time agreed on' }
    return { 'zh-CN': `所填“${asked.names['zh-CN']}”`, en: `the time given as “${asked.names.en}”` }
  }
  if (target.kind === 'dateField') {
    const asked = steps.flatMap(({ form }) => form).find(({ key }) => key === target.field)
    return {
      'zh-CN': `所填“${asked?.names['zh-CN'] ?? target.field}”当日`,
      en: `the day given as “${asked?.names.en ?? target.field}”`,
    }
  }
  if (target.kind === 'workingDays') {
    const { days } = target
    return { 'zh-CN': `${days}个工作日`, en: days === 1 ? '1 working day' : `${days} working days` }
  }
  const [zh, en] = [spanText(target.hours, 'zh-CN'), spanText(target.hours, 'en')]
  if (target.kind === 'elapsedHours') {
    const days = target.hours / 24
    return target.hours >= DAYS_FROM && Number.isInteger(days)
      ? { 'zh-CN': `${days}天`, en: `${days} days` }
      : { 'zh-CN': zh, en }
  }
  return { 'zh-CN': `${zh}（服务时间）`, en: `${en} of opening time` }
}
