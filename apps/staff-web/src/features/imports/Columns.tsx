import { IMPORT_FIELDS, type ImportMapping, type ImportRun } from '@sims/contracts/web'
import { Select } from 'antd'
import styles from './imports.module.css'
import { useText } from './texts.ts'

interface ColumnsProps {
  run: ImportRun
  columns: ImportMapping['columns']
  faults: Record<string, string>
  choose: (columns: ImportMapping['columns']) => void
}

/** How a spreadsheet names a column: 1 → A, 27 → AA. */
function letters(column: number): string {
  const rest = Math.floor((column - 1) / 26)
  return (rest > 0 ? letters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26))
}

/** Each thing that a request can have, the column it comes from, and what stands there in the first rows. */
export function Columns({ run, columns, faults, choose }: ColumnsProps) {
  const t = useText()
  const options = run.headers.map((heading, i) => ({ value: i + 1, label: `${letters(i + 1)} · ${heading}` }))
  const exampleOf = (column: number | undefined) =>
    column === undefined ? '' : (run.sample.map((row) => row[column - 1] ?? '').find((value) => value !== '') ?? '')
  return (
    <table className={`${styles.table} ${styles.columns}`}>
      <thead>
        <tr>
          <th>{t('ours')}</th>
          <th>{t('theirs')}</th>
          <th>{t('sample')}</th>
        </tr>
      </thead>
      <tbody>
        {IMPORT_FIELDS.map((field) => (
          <tr key={field}>
            <th scope="row">
              {t(`field_${field}`)}
              {field === 'reportedAt' && <em>{t('required')}</em>}
            </th>
            <td>
              <Select
                allowClear
                className={styles.column}
                aria-label={t(`field_${field}`)}
                placeholder={t('unused')}
                showSearch={{ optionFilterProp: 'label' }}
                popupMatchSelectWidth={false}
                status={faults[field] ? 'error' : ''}
                value={columns[field]}
                options={options}
                onChange={(column: number | undefined) => {
                  const { [field]: _before, ...others } = columns
                  choose(column === undefined ? others : { ...others, [field]: column })
                }}
              />
              {faults[field] && <small className={styles.wrong}>{faults[field]}</small>}
            </td>
            <td className={styles.sample} title={exampleOf(columns[field])}>
              {exampleOf(columns[field])}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
