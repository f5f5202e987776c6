import type { CheckedDefinition, ProcessDefinition } from '@sims/contracts/web'
import { ErrorNotice, Loading } from '@sims/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { useApi } from '../../shared/api.ts'
import { CheckedPicture } from '../../shared/process/CheckedPicture.tsx'
import { ProcessFile } from './ProcessFile.tsx'
import styles from './process.module.css'
import { useProcessContentText } from './process-texts.ts'

interface ProcessContentProps {
  content: ProcessDefinition
  /** replaces the content of a draft; absent: to be read only */
  onChange?: ((content: ProcessDefinition) => void) | undefined
}

/** The content of a process: its picture with what is wrong, its targets, and its file to take away or to replace. */
export function ProcessContent({ content, onChange }: ProcessContentProps) {
  const t = useProcessContentText()
  const checked = useApi('checkDefinition', { body: { definition: content as never } }, { keep: true })
  const [unfit, setUnfit] = useState<CheckedDefinition>()
  return (
    <div className={styles.content}>
      <ProcessFile
        content={content}
        onTake={
          onChange &&
          ((taken, result) => {
            setUnfit(result.whole ? undefined : result)
            if (result.whole) onChange(taken as ProcessDefinition)
          })
        }
      />
      {unfit && (
        <div role="alert" className={styles.unfit}>
          <span>{t('unfit')}</span>
          <Button onClick={() => setUnfit(undefined)}>{t('backToDraft')}</Button>
        </div>
      )}
      {checked.isPending && <Loading />}
      <ErrorNotice error={checked.error} retry={() => void checked.refetch()} />
      {unfit ? (
        <CheckedPicture key="unfit" drawing={unfit.drawing} faults={unfit.faults} />
      ) : (
        checked.data && (
          <CheckedPicture drawing={checked.data.drawing} faults={onChange ? checked.data.faults : NO_FAULTS} />
        )
      )}
    </div>
  )
}

/** What was published was sound then; that a role is vacant since is no fault of its text. */
const NO_FAULTS: CheckedDefinition['faults'] = []
