import type { RuleKind, RuleSummary, RuleWithVersions } from '@sims/contracts/web'
import { dayAndTime, EmptyState, ErrorNotice, Loading, useLocale, useNames, useNow } from '@sims/ui'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useApi } from '../../shared/api.ts'
import { PlusIcon } from '../../shared/icons.tsx'
import { useMay } from '../../shared/session.ts'
import { Exceptions } from './Exceptions.tsx'
import { kindOf, kinds } from './kinds.tsx'
import styles from './rules.module.css'
import { StandingTag } from './StandingTag.tsx'
import { useText } from './texts.ts'

const KINDS = Object.keys(kinds) as RuleKind[]

/** Every rule of a kind: what is in force, since when, and what is being worked on. */
export function Rules() {
  const t = useText()
  const nameOf = useNames()
  const [search, setSearch] = useSearchParams()
  const [open, setOpen] = useState(false)
  const mayEdit = useMay('rulesEdit')
  const kind = KINDS.find((one) => one === search.get('kind')) ?? 'category'
  const rules = useApi('listRules', { query: { kind } })
  const { adding, lastFirst, Notice } = kindOf(kind)
  const ordered = lastFirst ? rules.data?.items.toReversed() : rules.data?.items
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </header>
      <div className={styles.bar}>
        <Segmented
          className={styles.tabs}
          value={kind}
          options={KINDS.map((value) => ({ value, label: nameOf(kindOf(value).title) }))}
          onChange={(value) => setSearch({ kind: value }, { replace: true })}
        />
        {adding && mayEdit && (
          <Button icon={<PlusIcon />} onClick={() => setOpen(true)}>
            {nameOf(adding.label)}
          </Button>
        )}
      </div>
      {kind === 'process' && <Exceptions />}
      {rules.isPending && <Loading />}
      <ErrorNotice error={rules.error} retry={() => void rules.refetch()} />
      {rules.data?.items.length === 0 && <EmptyState title={t('none')} />}
      {Notice && rules.data && <Notice rules={rules.data.items} />}
      {ordered && ordered.length > 0 && <Lists rules={ordered} />}
      {open && adding && rules.data && (
        <adding.Dialog title={nameOf(adding.label)} rules={rules.data.items} close={() => setOpen(false)} />
      )}
    </div>
  )
}

/** Under the heading of their group, when the kind has groups. */
function Lists({ rules }: { rules: readonly RuleWithVersions[] }) {
  const nameOf = useNames()
  const groups = Map.groupBy(rules, ({ group }) => group && nameOf(group))
  return [...groups].map(([name, own]) => (
    <section key={name} className={styles.card}>
      {name && <h2>{name}</h2>}
      <List rules={own} />
    </section>
  ))
}

function List({ rules }: { rules: readonly RuleWithVersions[] }) {
  const t = useText()
  const locale = useLocale()
  const nameOf = useNames()
  const now = useNow()
  return (
    <table className={`${styles.table} ${styles.list}`}>
      <thead>
        <tr>
          <th>{t('name')}</th>
          <th>{t('inForce')}</th>
          <th className={styles.wideOnly}>{t('since')}</th>
          <th>{t('next')}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map(({ key, versions }) => {
          const valid = versions.find(({ standing }) => standing === 'inForce')
          const next = versions.find(({ standing }) => ['draft', 'review', 'scheduled'].includes(standing))
          const shown = valid ?? next ?? (versions[0] as RuleSummary)
          return (
            <tr key={key}>
              <th scope="row">
                <Link to={`/rules/${shown.id}`} className={styles.name}>
                  {nameOf(shown.names)}
                </Link>
                {!nameOf(shown.names).includes(key) && <small className={styles.key}>{key}</small>}
              </th>
              <td>{valid ? t('version', { n: valid.version }) : <StandingTag standing={shown.standing} />}</td>
              <td className={styles.wideOnly}>
                {valid?.effectiveFrom && dayAndTime(new Date(valid.effectiveFrom), now, locale)}
              </td>
              <td>
                {next && (
                  <Link to={`/rules/${next.id}`} className={styles.next}>
                    {t('version', { n: next.version })} <StandingTag standing={next.standing} />
                  </Link>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
