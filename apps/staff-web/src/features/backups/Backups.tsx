import type { Backups as Answer, BackupKind } from '@sims/contracts/web'
import { dayAndTime, EmptyState, ErrorNotice, Loading, useLocale, useNow } from '@sims/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { useApi, useCommand } from '../../shared/api.ts'
import { newId } from '../../shared/id.ts'
import styles from './backups.module.css'
import { Concerns } from './Concerns.tsx'
import { Runs } from './Runs.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'
import { sizeText } from './size.ts'
import { useText } from './texts.ts'

const BUSY_MS = 3000
const IDLE_MS = 30_000
const isBusy = (runs: Answer['runs']) => runs.some((run) => run.outcome === null)

/** Backups of the installation, for system administrators: whether all is well, what there is, and a backup now. */
export function Backups() {
  const t = useText()
  const found = useApi('getBackups', undefined, {
    every: (data) => (data && isBusy(data.runs) ? BUSY_MS : IDLE_MS),
  })
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <p>{t('lead')}</p>
      </header>
      {found.isPending && <Loading />}
      <ErrorNotice error={found.error} retry={() => void found.refetch()} />
      {found.data && !found.data.embedded && <EmptyState title={t('external')} hint={t('externalHint')} />}
      {found.data?.embedded && <Embedded backups={found.data} />}
    </div>
  )
}

function Embedded({ backups }: { backups: Answer }) {
  const t = useText()
  const ask = useCommand('askBackup', ['getBackups'])
  const [settings, setSettings] = useState(false)
  const busy = isBusy(backups.runs)
  const start = (kind: BackupKind) => void ask.run({ body: { id: newId(), kind } }).catch(() => null)
  return (
    <>
      <Concerns backups={backups} />
      <div className={styles.actions}>
        <Button type="primary" disabled={busy} loading={ask.isPending} onClick={() => start('backup')}>
          {t('backUpNow')}
        </Button>
        <Button disabled={busy || backups.items.length === 0} onClick={() => start('drill')}>
          {t('drillNow')}
        </Button>
        <Button onClick={() => setSettings(true)}>{t('settings')}</Button>
      </div>
      <ErrorNotice error={ask.error} />
      <Standing backups={backups} />
      <List backups={backups} />
      <Runs runs={backups.runs} />
      {settings && <SettingsDialog settings={backups.settings} close={() => setSettings(false)} />}
    </>
  )
}

/** How things stand: what could be restored now, how long it would take, when the next backup comes, where they lie. */
function Standing({ backups }: { backups: Answer }) {
  const t = useText()
  const locale = useLocale()
  const now = useNow()
  const at = (instant: string | null) => (instant ? dayAndTime(new Date(instant), now, locale) : t('none'))
  const drill = backups.runs.find((run) => run.kind === 'drill' && run.outcome === 'success')
  const reaches = backups.log.until ?? backups.items[0]?.at ?? null
  const facts: [label: string, value: string][] = [
    [t('restorable'), at(reaches)],
    [t('recoveryTime'), drill?.restoreSeconds ? t('seconds', { n: Math.ceil(drill.restoreSeconds) }) : t('notTried')],
    [t('next'), at(backups.nextAt)],
  ]
  return (
    <section className={styles.card} aria-label={t('standing')}>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <dl className={styles.places}>
        <dt>{t('place')}</dt>
        <dd>{backups.place}</dd>
        <dt>{t('offsite')}</dt>
        <dd>{backups.offsite ?? t('noOffsite')}</dd>
      </dl>
    </section>
  )
}

function List({ backups }: { backups: Answer }) {
  const t = useText()
  const locale = useLocale()
  const now = useNow()
  if (backups.items.length === 0) return <EmptyState title={t('noneYet')} hint={t('noneYetHint')} />
  return (
    <section className={styles.card}>
      <h2>{t('list')}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t('asOf')}</th>
            <th className={styles.wide}>{t('id')}</th>
            <th className={styles.number}>{t('size')}</th>
            <th className={styles.number}>{t('files')}</th>
            <th>{t('where')}</th>
          </tr>
        </thead>
        <tbody>
          {backups.items.map((item) => (
            <tr key={item.id}>
              <th scope="row">{dayAndTime(new Date(item.at), now, locale)}</th>
              <td className={styles.wide}>
                <code>{item.id}</code>
              </td>
              <td className={styles.number}>{sizeText(item.size, locale)}</td>
              <td className={styles.number}>{item.files}</td>
              <td>{t(item.offsite ? 'both' : 'hereOnly')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
