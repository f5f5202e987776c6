import {
  type CategoryTarget,
  type Channel,
  channelNames,
  type PermitKind,
  permitKindNames,
  type RequestKind,
  type RuleDifference,
  requestKindNames,
} from '@sims/contracts/web'
import { useListed, useNames } from '@sims/ui'
import { skillNames } from '../../shared/skills.ts'
import { useSharedText } from '../../shared/texts.ts'
import type { Words } from './kinds.tsx'
import { useText } from './texts.ts'

type Json = NonNullable<RuleDifference['before']> | null
type Text = ReturnType<typeof useText>
type Key = Parameters<Text>[0]

/** Fields whose values have words of their own. */
const CHOSEN: readonly string[] = ['part', 'dispatch', 'concerns', 'followUp', 'photos', 'acceptance']

/** A category's fields and values as people say them. */
export function useCategoryWords(): Words {
  const t = useText()
  const shared = useSharedText()
  const nameOf = useNames()
  const listed = useListed()
  const label = (path: string) => {
    const [field = '', part, ...rest] = path.split('.')
    const name = t(`f_${field}` as Key)
    if (part === undefined) return name
    if (field === 'targets') return `${name} · ${clockName(t, part)}`
    if (part === 'zh-CN' || part === 'en') return shared('bracketed', { word: name, more: t(part) })
    return `${name} · ${[part, ...rest.map((one) => (one === 'mandatory' ? t('f_mandatory') : one))].join(' · ')}`
  }
  const value = (path: string, json: Json): string => {
    const [field = '', part] = path.split('.')
    if (json === null || json === undefined)
      return field.startsWith('price') ? t('free') : t(field === 'warnAt' ? 'target_none' : 'empty')
    if (typeof json === 'boolean') return t(json ? 'yes' : 'no')
    if (field.startsWith('price')) return String(Number(json) / 100)
    if (field.startsWith('takeWithin')) return `${json} ${t('minutes')}`
    if (field === 'warnAt') return `${Math.round(Number(json) * 100)}%`
    if (field === 'kind') return nameOf(requestKindNames[json as RequestKind])
    if (field === 'icon') return iconName(t, String(json))
    if (field === 'skill') return nameOf(skillNames(String(json)))
    if (field === 'channels') return listed((json as Channel[]).map((one) => nameOf(channelNames[one])))
    if (field === 'places') return listed((json as string[]).map((one) => t(`place_${one}` as Key)))
    if (field === 'permits')
      return listed((json as PermitKind[]).map((one) => nameOf(permitKindNames[one]))) || t('permits_none')
    if (CHOSEN.includes(field)) return t(`${field}_${json}` as Key)
    if (field === 'defaultUrgency') return t(`urgency_${json}` as Key)
    if (field === 'defaultImpact') return t(`impact_${json}` as Key)
    if (field === 'targets' && part !== undefined) return targetText(t, json as CategoryTarget)
    if (field === 'checklist' && typeof json === 'object' && 'names' in json) {
      const item = json as unknown as { names: { 'zh-CN': string; en: string }; mandatory: boolean }
      return item.mandatory
        ? shared('bracketed', { word: nameOf(item.names), more: t('f_mandatory') })
        : nameOf(item.names)
    }
    if (typeof json === 'object' && 'zh-CN' in json) return nameOf(json as { 'zh-CN': string; en: string })
    return typeof json === 'object' ? JSON.stringify(json) : String(json)
  }
  return { label, value }
}

/** The icons that the phone page can draw. */
export const ICONS = [
  'alert',
  'bell',
  'bulb',
  'door',
  'drain',
  'fan',
  'fire',
  'gas',
  'intercom',
  'lamp',
  'lift',
  'list',
  'more',
  'outage',
  'person',
  'road',
  'tick',
  'today',
  'wall',
  'water',
  'wrench',
] as const
export const iconName = (t: Text, icon: string): string => {
  const known = ICONS.find((one) => one === icon)
  return known ? t(`icon_${known}`) : icon
}

/** A clock that a company has put into its own process is called by its key. */
export const clockName = (t: Text, key: string): string =>
  key === 'onSite' || key === 'result' ? t(`clock_${key}`) : key

export const targetText = (t: Text, target: CategoryTarget): string =>
  t(`target_${target.kind}`, { n: target.kind === 'workingDays' ? target.days : target.hours })
