import {
  CHANNELS,
  channelNames,
  IMPORT_FIELDS,
  type ImportRun,
  type HistoryMapping as Mapping,
  requestKindNames,
} from '@sims/contracts/web'
import { ErrorNotice, useNames } from '@sims/ui'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useApi, useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { fieldFaults } from '../../shared/problem.ts'
import { Columns } from './Columns.tsx'
import styles from './imports.module.css'
import { isWorking } from './StateTag.tsx'
import { useText } from './texts.ts'
import { Values } from './Values.tsx'

/** Fields of which the form itself shows what is wrong. */
const OWN = ['communityId', 'category', 'source', 'reportedAt', 'description']

/** What the columns of a table of history mean and how the rows are to be taken; a check holds every row against it. */
export function HistoryMapping({ run, mapping: first }: { run: ImportRun; mapping: Mapping }) {
  const t = useText()
  const nameOf = useNames()
  const [mapping, set] = useState<Mapping>(first)
  const put = (changes: Partial<Mapping>) => set((before) => ({ ...before, ...changes }))
  const check = useCommand('checkImport', ['getImport', 'listImports', 'listImportRows'])
  const communities = useApi('listCommunities', undefined, { staleTime: 600_000 })
  const categories = useApi('listCategories', { query: {} }, { staleTime: 600_000 })
  const places = communities.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []
  const all = categories.data?.items ?? []
  const kinds = [...new Set(all.map((category) => category.kind))]
  const sorts = all
    .filter((category) => category.kind === mapping.kind)
    .map(({ key, names }) => ({ value: key, label: nameOf(names) }))
  const faults = fieldFaults(check.error, (path) => !path.startsWith('columns.'))
  const columnFaults = fieldFaults(check.error, (path) => path.startsWith('columns.'))
  const fault = (name: string) => (faults[name] ? { help: faults[name], validateStatus: 'error' as const } : {})
  const { columns } = mapping
  const search = { showSearch: { optionFilterProp: 'label' }, popupMatchSelectWidth: false } as const
  const busy = check.isPending || isWorking(run.state)
  return (
    <>
      <Values
        title={t('communityOf')}
        values={run.unknown.communities}
        options={places}
        chosen={mapping.communities}
        choose={(table) => put({ communities: table })}
      />
      <Values
        title={t('categoryOf')}
        values={run.unknown.categories}
        options={sorts}
        chosen={mapping.categories}
        choose={(table) => put({ categories: table })}
      />
      <section className={styles.card}>
        <h2>{t('columns')}</h2>
        <p className={styles.hint}>{t('columnsHint')}</p>
        <Columns
          run={run}
          fields={IMPORT_FIELDS.map((field) => ({
            field,
            label: t(`field_${field}`),
            required: field === 'reportedAt',
          }))}
          columns={columns}
          faults={columnFaults}
          choose={(next) => put({ columns: next })}
        />
      </section>
      <section className={styles.card}>
        <h2>{t('settings')}</h2>
        <Form layout="vertical" className={styles.form} disabled={busy}>
          <Form.Item label={t('kind')}>
            <Select
              value={mapping.kind}
              options={kinds.map((value) => ({ value, label: nameOf(requestKindNames[value]) }))}
              onChange={(kind) => put({ kind, category: null, categories: {} })}
            />
          </Form.Item>
          <Form.Item label={t('source')} extra={t('sourceHint')} {...fault('source')}>
            <Input maxLength={40} value={mapping.source} onChange={(event) => put({ source: event.target.value })} />
          </Form.Item>
          <Form.Item label={t('channel')}>
            <Select
              value={mapping.channel}
              options={CHANNELS.map((value) => ({ value, label: nameOf(channelNames[value]) }))}
              onChange={(channel) => put({ channel })}
            />
          </Form.Item>
          <Form.Item
            label={t(columns.community ? 'communityElse' : 'communityFixed')}
            required={!columns.community}
            {...fault('communityId')}
          >
            <Select
              {...search}
              allowClear
              placeholder={t(columns.community ? 'noElse' : 'pick')}
              value={mapping.communityId}
              options={places}
              onChange={(value: string | undefined) => put({ communityId: value ?? null })}
            />
          </Form.Item>
          <Form.Item
            label={t(columns.category ? 'categoryElse' : 'categoryFixed')}
            required={!columns.category}
            {...fault('category')}
          >
            <Select
              {...search}
              allowClear
              placeholder={t(columns.category ? 'noElse' : 'pick')}
              value={mapping.category}
              options={sorts}
              onChange={(value: string | undefined) => put({ category: value ?? null })}
            />
          </Form.Item>
          <Form.Item label={t('unanswered')}>
            <Select
              value={mapping.unanswered}
              options={(['settled', 'open'] as const).map((value) => ({ value, label: t(`unanswered_${value}`) }))}
              onChange={(unanswered) => put({ unanswered })}
            />
          </Form.Item>
          <Form.Item label={t('duplicates')}>
            <Select
              value={mapping.duplicates}
              options={(['skip', 'update'] as const).map((value) => ({ value, label: t(`duplicates_${value}`) }))}
              onChange={(duplicates) => put({ duplicates })}
            />
          </Form.Item>
        </Form>
        <FormError error={check.error} fields={OWN} />
        <ErrorNotice error={communities.error ?? categories.error} />
        <Button
          type={run.state === 'checked' ? 'default' : 'primary'}
          loading={busy}
          onClick={() => void check.run({ params: { id: run.id }, body: mapping }).catch(() => null)}
        >
          {t(run.state === 'checked' ? 'checkAgain' : 'check')}
        </Button>
      </section>
    </>
  )
}
