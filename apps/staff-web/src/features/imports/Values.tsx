import { Select } from 'antd'
import styles from './imports.module.css'
import { useText } from './texts.ts'

interface ValuesProps {
  title: string
  values: readonly { value: string; rows: number }[]
  options: { value: string; label: string }[]
  chosen: Readonly<Record<string, string>>
  choose: (table: Record<string, string>) => void
}

/** The values of the file that nothing of ours is called, the most frequent first, each with a choice. */
export function Values({ title, values, options, chosen, choose }: ValuesProps) {
  const t = useText()
  if (values.length === 0) return null
  return (
    <section className={styles.card}>
      <h2>
        {t('values')} · {title}
      </h2>
      <p className={styles.hint}>{t('valuesHint')}</p>
      <div className={styles.many}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('value')}</th>
              <th className={styles.number}>{t('inRows')}</th>
              <th>{title}</th>
            </tr>
          </thead>
          <tbody>
            {values.map(({ value, rows }) => (
              <tr key={value}>
                <th scope="row">{value}</th>
                <td className={styles.number}>{rows}</td>
                <td>
                  <Select
                    allowClear
                    className={styles.column}
                    aria-label={`${title}：${value}`}
                    placeholder={t('pick')}
                    showSearch={{ optionFilterProp: 'label' }}
                    popupMatchSelectWidth={false}
                    value={Object.hasOwn(chosen, value) ? chosen[value] : undefined}
                    options={options}
                    onChange={(ours: string | undefined) => {
                      const { [value]: _before, ...others } = chosen
                      choose(ours === undefined ? others : { ...others, [value]: ours })
                    }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
