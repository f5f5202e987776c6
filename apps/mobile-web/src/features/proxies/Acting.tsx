import { ErrorNotice } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { api, useAnswer } from '../../shared/api.ts'
import { enter, useMe } from '../../shared/session.ts'
import { Button } from '../../shared/ui/Button.tsx'
import styles from './proxies.module.css'
import { useText } from './texts.ts'

/** Above every page, while somebody acts for another: for whom, and the way back. */
export function Acting() {
  const me = useMe()
  return me.behalf ? <Banner name={me.name} /> : null
}

function Banner({ name }: { name: string }) {
  const t = useText()
  const { data } = useAnswer('myPersons')
  const self = data?.items.find((person) => person.as === 'self')
  const go = useMutation({ mutationFn: (id: string) => api('switchPerson', { body: { id } }), onSuccess: enter })
  return (
    <div className={styles.acting} role="status">
      <span>{t('acting', { name })}</span>
      {self && (
        <Button kind="quiet" busy={go.isPending} onClick={() => go.mutate(self.id)}>
          {t('back')}
        </Button>
      )}
      <ErrorNotice error={go.error} />
    </div>
  )
}
