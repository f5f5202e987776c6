import type { Names } from '@sims/contracts'
import { spanText, type Target } from '#kernel'

const DAYS_FROM = 72

/** A target as people read it: 24小时, 7天, 7个工作日. */
export function targetNames(target: Target): Names {
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
