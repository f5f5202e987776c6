import type { RuleVersion } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../shared/api.ts'
import { newId } from '../../shared/id.ts'
import { useSession } from '../../shared/session.ts'
import { PublishDialog } from './PublishDialog.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { ruleReads } from './RulePage.tsx'
import styles from './rules.module.css'
import { useText } from './texts.ts'

/** What the reader may do with a version now. Unsaved changes come first. */
export function Actions({ rule, edited }: { rule: RuleVersion; edited: boolean }) {
  const t = useText()
  const navigate = useNavigate()
  const session = useSession()
  const [asking, setAsking] = useState<'publish' | 'sendBack' | 'retire'>()
  const [nextId] = useState(newId)
  const draft = useCommand('draftRule', ruleReads)
  const review = useCommand('reviewRule', ruleReads)
  const may = (action: RuleVersion['allowed'][number]) => rule.allowed.includes(action)
  const begin = async () => {
    const body = { id: nextId, kind: rule.kind, key: rule.key }
    if (await draft.run({ body }).catch(() => null)) void navigate(`/rules/${nextId}`)
  }
  const ends = rule.standing === 'inForce' || rule.standing === 'scheduled' ? rule.standing : 'draft'
  const own = rule.authors.some(({ id }) => id === session.staffId)
  const blocked = edited ? { disabled: true, title: t('unsaved') } : {}
  return (
    <>
      <div className={styles.actions}>
        {may('draft') && (
          <Button loading={draft.isPending} onClick={() => void begin()}>
            {t('draft')}
          </Button>
        )}
        {may('review') && (
          <Button
            type="primary"
            loading={review.isPending}
            {...blocked}
            onClick={() =>
              void review.run({ params: { id: rule.id }, body: { revision: rule.revision } }).catch(() => null)
            }
          >
            {t('review')}
          </Button>
        )}
        {may('publish') && (
          <Button type="primary" {...blocked} onClick={() => setAsking('publish')}>
            {t('publish')}
          </Button>
        )}
        {may('sendBack') && <Button onClick={() => setAsking('sendBack')}>{t('sendBack')}</Button>}
        {may('retire') && (
          <Button danger type="text" onClick={() => setAsking('retire')}>
            {t(`retire_${ends}`)}
          </Button>
        )}
      </div>
      {may('publish') && own && <p className={styles.hint}>{t('ownWork')}</p>}
      <ErrorNotice error={draft.error ?? review.error} />
      {asking === 'publish' && <PublishDialog rule={rule} close={() => setAsking(undefined)} />}
      {(asking === 'sendBack' || asking === 'retire') && (
        <ReasonDialog
          rule={rule}
          act={asking}
          title={t(asking === 'sendBack' ? 'sendBack' : `retire_${ends}`)}
          close={() => setAsking(undefined)}
        />
      )}
    </>
  )
}
