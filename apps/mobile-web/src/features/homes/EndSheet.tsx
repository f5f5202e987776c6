import { ErrorNotice } from '@sims/ui'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, queries } from '../../shared/api.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { TextInput } from '../../shared/ui/Field.tsx'
import { faultOf } from '../../shared/ui/fault-of.ts'
import { Sheet } from '../../shared/ui/Sheet.tsx'
import { toast } from '../../shared/ui/toast.tsx'
import styles from './homes.module.css'
import { useText } from './texts.ts'

interface EndSheetProps {
  id: string
  title: string
  hint: string
  /** one's own tie: somebody who is left without premises is signed out by it */
  own?: boolean
  close: () => void
}

/** Ends a tie to premises at once, with a reason. */
export function EndSheet({ id, title, hint, own = false, close }: EndSheetProps) {
  const t = useText()
  const [reason, setReason] = useState('')
  const end = useMutation({
    mutationFn: () => api('leaveHome', { params: { id }, body: { reason } }),
    onSuccess: async () => {
      toast(t(own ? 'left' : 'ended'))
      close()
      await queries.invalidateQueries(own ? {} : { queryKey: ['myHomes'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    end.mutate()
  }
  const fault = faultOf(end.error)
  return (
    <Sheet title={title} onClose={close}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p className={styles.soft}>{hint}</p>
        <TextInput
          label={t('reason')}
          {...fault('reason')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <ErrorNotice error={end.error} shownElsewhere={(path) => fault(path).fault !== undefined} />
        <Button type="submit" kind="danger" wide busy={end.isPending}>
          {t(own ? 'leave' : 'end')}
        </Button>
      </form>
    </Sheet>
  )
}
