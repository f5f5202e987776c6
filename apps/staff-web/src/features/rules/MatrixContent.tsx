import type { MatrixContent as Content } from '@sims/contracts/web'
import { Select } from 'antd'
import type { ContentProps } from './kinds.tsx'
import styles from './matrix.module.css'
import { useText } from './texts.ts'

const LEVELS = [1, 2, 3] as const
const PRIORITIES = [1, 2, 3, 4].map((value) => ({ value, label: value }))

/** Priority by urgency and scope of impact; each cell in the colour of its priority. */
export function MatrixContent({ content, onChange, faults }: ContentProps<Content>) {
  const t = useText()
  const set = (row: number, column: number, priority: number) => {
    const cells = content.cells.map((line, u) => line.map((cell, i) => (u === row && i === column ? priority : cell)))
    onChange?.({ cells: cells as Content['cells'] })
  }
  return (
    <>
      <p className={styles.hint}>{t('matrixHint')}</p>
      <div className={styles.scroll}>
        <table className={styles.matrix}>
          <thead>
            <tr>
              <td />
              {LEVELS.map((level) => (
                <th key={level} scope="col">
                  {t(`impact_${level}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {content.cells.map((line, u) => (
              <tr key={LEVELS[u]}>
                <th scope="row">{t(`urgency_${LEVELS[u] ?? 1}`)}</th>
                {line.map((cell, i) => (
                  <td
                    key={LEVELS[i]}
                    data-priority={cell}
                    data-faulty={faults.some(({ path }) => path.endsWith(`cells.${u}.${i}`)) || undefined}
                  >
                    {onChange ? (
                      <Select
                        aria-label={`${t(`urgency_${LEVELS[u] ?? 1}`)}, ${t(`impact_${LEVELS[i] ?? 1}`)}`}
                        variant="borderless"
                        value={cell}
                        options={PRIORITIES}
                        onChange={(priority) => set(u, i, priority)}
                      />
                    ) : (
                      cell
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
