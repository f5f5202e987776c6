import styles from './ChoiceGrid.module.css'

interface ChoiceGridProps {
  /** of the whole grid, for those who cannot see it */
  label: string
  rows: readonly { key: string; label: string; hint?: string | undefined }[]
  columns: readonly { key: string; label: string }[]
  isOn: (row: string, column: string) => boolean
  onToggle: (row: string, column: string) => void
}

/** What by what: a box to tick for each row and column. */
export function ChoiceGrid({ label, rows, columns, isOn, onToggle }: ChoiceGridProps) {
  return (
    <table className={styles.grid} aria-label={label}>
      <thead>
        <tr>
          <th aria-label={label} />
          {columns.map((column) => (
            <th key={column.key} scope="col">
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              {row.label}
              {row.hint && <small>{row.hint}</small>}
            </th>
            {columns.map((column) => (
              <td key={column.key}>
                <label className={styles.cell}>
                  <input
                    type="checkbox"
                    aria-label={`${row.label} ${column.label}`}
                    checked={isOn(row.key, column.key)}
                    onChange={() => onToggle(row.key, column.key)}
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A list with one more, or without what it had: what ticking a box does. */
export const toggled = <T,>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
