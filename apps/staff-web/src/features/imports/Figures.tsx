import styles from './imports.module.css'
import { useText } from './texts.ts'

type Key = Parameters<ReturnType<typeof useText>>[0]

/** Numbers with their names below; a tone only where the number is not zero. */
export function Figures({ of }: { of: readonly (readonly [name: Key, count: number, tone?: 'danger' | 'warn'])[] }) {
  const t = useText()
  return (
    <dl className={styles.figures}>
      {of.map(([name, count, tone]) => (
        <div key={name} data-tone={count > 0 ? tone : undefined}>
          <dt>{t(name)}</dt>
          <dd>{count.toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  )
}
