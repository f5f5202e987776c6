import type { ImportRun } from '@sims/contracts/web'
import { Select } from 'antd'
import styles from './imports.module.css'
import { useText } from './texts.ts'

type Chosen<F extends string> = { [field in F]?: number | undefined }
interface ColumnsProps<F extends string> {
  run: ImportRun
  fields: readonly { field: F; label: string; required: boolean }[]
  columns: Chosen<F>
  faults: Record<string, string>
  choose: (columns: Chosen<F>) => void
}

/** How a spreadsheet names a column: 1 → A, 27 → AA. */
function letters(column: number): string {
  const rest = Math.floor((column - 1) / 26)
  return (rest > 0 ? letters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26))
}

/** Each thing that a record can have, the column it comes from, and what stands there in the first rows. */
export function Columns<F extends string>({ run, fields, columns, faults, choose }: ColumnsProps<F>) {
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
        {fields.map(({ field, label, required }) => (
          <tr key={field}>
            <th scope="row">
              {label}
              {required && <em>{t('required')}</em>}
            </th>
            <td>
              <Select
                allowClear
                className={styles.column}
                aria-label={label}
                placeholder={t('unused')}
                showSearch={{ optionFilterProp: 'label' }}
                popupMatchSelectWidth={false}
                status={faults[field] ? 'error' : ''}
                value={columns[field]}
                options={options}
                onChange={(column: number | undefined) => {
                  const { [field]: _before, ...others } = columns
                  choose((column === undefined ? others : { ...others, [field]: column }) as Chosen<F>)
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
