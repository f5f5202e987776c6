import { channelNames, keepersNames, type Priority, priorityNames, type ServiceRequest } from '@sims/contracts/web'
import { dayAndTime, useListed, useLocale, useNames, useNow } from '@sims/ui'
import { Link } from 'react-router'
import { Facts } from '../../shared/record/Section.tsx'
import { useMay } from '../../shared/session.ts'
import { useText } from './texts.ts'

/** What is known of a request besides its words. */
export function Details({ request }: { request: ServiceRequest }) {
  const t = useText()
  const nameOf = useNames()
  const listed = useListed()
  const locale = useLocale()
  const now = useNow()
  const at = (instant: string | null) => instant && dayAndTime(new Date(instant), now, locale)
  const either = (value: boolean | null, yes: string, no: string) => (value === null ? null : value ? yes : no)
  return (
    <Facts
      facts={[
        [t('channel'), nameOf(channelNames[request.channel])],
        [t('origin'), request.imported ? t('imported') : null],
        [t('reported'), at(request.occurredAt)],
        [t('firstContact'), request.firstContactOwner?.name ?? t('nobody')],
        [t('concerned'), listed(request.concerned?.people.map(({ name }) => name) ?? []) || null],
        [t('keptFor'), request.concerned?.keptFor ? nameOf(keepersNames[request.concerned.keptFor]) : null],
        [t('priority'), nameOf(priorityNames[request.priority as Priority])],
        [t('reopened'), request.reopened > 0 ? t('times', { count: request.reopened }) : null],
        [t('part'), either(request.privatePart, t('privatePart'), t('commonPart'))],
        [t('warranty'), either(request.inWarranty, t('inWarranty'), t('outOfWarranty'))],
        [t('settled'), at(request.settledAt)],
        [t('governedBy'), request.governedBy.length > 0 ? <Rules key="rules" rules={request.governedBy} /> : null],
      ]}
    />
  )
}

/** The versions by which it runs; a link for those who may read rules. */
function Rules({ rules }: { rules: ServiceRequest['governedBy'] }) {
  const t = useText()
  const nameOf = useNames()
  const linked = useMay('rules')
  return rules.map(({ id, names, version }) => {
    const text = t('ruleVersion', { name: nameOf(names), version })
    return <div key={id}>{linked ? <Link to={`/rules/${id}`}>{text}</Link> : text}</div>
  })
}
