import { ErrorNotice } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { api, useAnswer } from '../api.ts'
import { enter } from '../session.ts'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/Card.tsx'
import styles from './persons.module.css'
import { useText } from './texts.ts'

/**
 * As whom one may go on: others with the same phone, and those for whom one may act; nothing where there are none.
 * `hint`: beside something that was not found.
 */
export function Persons({ hint = false }: { hint?: boolean }) {
  const t = useText()
  const { data } = useAnswer('myPersons')
  const go = useMutation({ mutationFn: (id: string) => api('switchPerson', { body: { id } }), onSuccess: enter })
  const others = data?.items.filter((person) => !person.current) ?? []
  if (others.length === 0) return null
  return (
    <Card title={t('title')}>
      {hint && <p className={styles.hint}>{t('hint')}</p>}
      <ul>
        {others.map((person) => (
          <li key={person.id} className={styles.row}>
            <span>{person.as === 'for' ? t('actFor', { name: person.name }) : person.name}</span>
            <Button kind="quiet" busy={go.isPending} onClick={() => go.mutate(person.id)}>
              {t('switchTo')}
            </Button>
          </li>
        ))}
      </ul>
      <ErrorNotice error={go.error} />
    </Card>
  )
}
