import type { ChangeRule, RuleVersion } from '@sims/contracts/web'
import { ErrorNotice, Loading, useNames } from '@sims/ui'
import { App, Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useApi, useCommand } from '../../shared/api.ts'
import { BackIcon } from '../../shared/icons.tsx'
import { problemFaults } from '../../shared/problem.ts'
import { Actions } from './Actions.tsx'
import { Difference } from './Difference.tsx'
import { kindOf } from './kinds.tsx'
import styles from './rules.module.css'
import { StandingTag } from './StandingTag.tsx'
import { useText } from './texts.ts'
import { Versions } from './Versions.tsx'

/** One version of a rule: what it says, what it changes, what may be done with it, and the versions around it. */
export function RulePage() {
  const { id = '' } = useParams()
  const { data: rule, error, refetch } = useApi('getRule', { params: { id } })
  if (!rule) return error ? <ErrorNotice error={error} retry={() => void refetch()} /> : <Loading />
  // another revision is another text to begin from
  return <Shown key={`${rule.id} ${rule.revision}`} rule={rule} />
}

/** The reads that an act on a rule may change. */
export const ruleReads = ['listRules', 'getRule', 'compareRule', 'listCategories'] as const

function Shown({ rule }: { rule: RuleVersion }) {
  const t = useText()
  const nameOf = useNames()
  const { message } = App.useApp()
  const { Content } = kindOf(rule.kind)
  const [content, setContent] = useState<unknown>(rule.content)
  const change = useCommand('changeRule', ruleReads)
  const editable = rule.allowed.includes('change')
  const edited = content !== rule.content
  const save = async () => {
    const body = { kind: rule.kind, revision: rule.revision, content } as ChangeRule
    const saved = await change.run({ params: { id: rule.id }, body }).catch(() => null)
    if (saved) void message.success(t('saved'))
  }
  return (
    <div className={styles.page}>
      <header className={`${styles.head} ${styles.record}`}>
        <div className={styles.title}>
          <Link to={`/rules?kind=${rule.kind}`} className={styles.back} aria-label={t('back')} title={t('back')}>
            <BackIcon />
          </Link>
          <h1>{nameOf(rule.names)}</h1>
          <span className={styles.number}>{t('version', { n: rule.version })}</span>
          <StandingTag standing={rule.standing} />
        </div>
        <Actions rule={rule} edited={edited} />
      </header>
      {rule.sentBackReason && (
        <p className={styles.notice}>
          {t('sentBack')}：{rule.sentBackReason}
        </p>
      )}
      {rule.retireReason && (
        <p className={styles.notice}>
          {t('retired')}：{rule.retireReason}
        </p>
      )}
      {rule.faults.length > 0 && (
        <div className={styles.fault} role="alert">
          {t('faults')}
          <ul>
            {rule.faults.map(({ path, message: text }) => (
              <li key={`${path} ${text}`}>{text}</li>
            ))}
          </ul>
        </div>
      )}
      <section className={styles.card}>
        <h2>{t('content')}</h2>
        <Content
          content={content}
          ruleKey={rule.key}
          faults={[...rule.faults, ...problemFaults(change.error)]}
          {...(editable ? { onChange: setContent } : {})}
        />
        {editable && (
          <div className={styles.save}>
            <ErrorNotice error={change.error} />
            <Button type="primary" disabled={!edited} loading={change.isPending} onClick={() => void save()}>
              {t('save')}
            </Button>
          </div>
        )}
      </section>
      <Difference rule={rule} />
      <Versions rule={rule} />
    </div>
  )
}
