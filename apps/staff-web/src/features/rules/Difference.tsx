import type { RuleVersion } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { useApi } from '../../shared/api.ts'
import { kindOf } from './kinds.tsx'
import styles from './rules.module.css'
import { useText } from './texts.ts'

/** What this version changes against the published one before it. */
export function Difference({ rule }: { rule: RuleVersion }) {
  const t = useText()
  const words = kindOf(rule.kind).useWords()
  const { data, error, refetch } = useApi('compareRule', { params: { id: rule.id } })
  if (!data) return <ErrorNotice error={error} retry={() => void refetch()} />
  if (!data.with) return rule.version === 1 ? null : <p className={styles.hint}>{t('brandNew')}</p>
  return (
    <section className={styles.card}>
      <h2>{t('changes', { n: data.with.version })}</h2>
      {data.items.length === 0 ? (
        <p className={styles.hint}>{t('same')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('item')}</th>
              <th>{t('before')}</th>
              <th>{t('after')}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map(({ path, before, after }) => (
              <tr key={path}>
                <th scope="row">{words.label(path)}</th>
                <td className={styles.before}>{before === undefined ? '' : words.value(path, before)}</td>
                <td className={styles.after}>{after === undefined ? '' : words.value(path, after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
