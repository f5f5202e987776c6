import type { RuleSummary, RuleVersion } from '@sims/contracts/web'
import { dayAndTime, useListed, useLocale, useNow } from '@sims/ui'
import { Link } from 'react-router'
import { useApi } from '../../shared/api.ts'
import { useSharedText } from '../../shared/texts.ts'
import styles from './rules.module.css'
import { StandingTag } from './StandingTag.tsx'
import { useText } from './texts.ts'

/** The line of versions, newest first, with who wrote, published and ended each. */
export function Versions({ rule }: { rule: RuleVersion }) {
  const t = useText()
  const list = useApi('listRules', { query: { kind: rule.kind } })
  const versions = list.data?.items.find(({ key }) => key === rule.key)?.versions ?? []
  return (
    <section className={styles.card}>
      <h2>{t('versions')}</h2>
      <ol className={styles.versions}>
        {versions.map((version) => (
          <li key={version.id} aria-current={version.id === rule.id || undefined}>
            <Link to={`/rules/${version.id}`}>{t('version', { n: version.version })}</Link>
            <StandingTag standing={version.standing} />
            <Story version={version} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Story({ version }: { version: RuleSummary }) {
  const t = useText()
  const shared = useSharedText()
  const listed = useListed()
  const locale = useLocale()
  const now = useNow()
  const at = (moment: string) => dayAndTime(new Date(moment), now, locale)
  const { authors, publishedBy, publishedAt, effectiveFrom, retiredBy, retiredAt, retireReason } = version
  const parts = [
    authors.length > 0 ? `${t('authors')} ${listed(authors.map(({ name }) => name))}` : t('product'),
    publishedBy && publishedAt && `${t('publishedBy')} ${publishedBy.name} ${at(publishedAt)}`,
    effectiveFrom && `${t('since')} ${at(effectiveFrom)}`,
    retiredBy &&
      retiredAt &&
      shared('bracketed', { word: `${t('retiredBy')} ${retiredBy.name} ${at(retiredAt)}`, more: retireReason ?? '' }),
  ]
  return <small>{parts.filter(Boolean).join(' · ')}</small>
}
