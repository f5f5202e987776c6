import { EmptyState } from '@sims/ui'
import { Button } from 'antd'
import { useRouteError } from 'react-router'
import { useAppText } from './texts.ts'

/** A page that cannot be fetched any more because a new version was installed, or one that broke. */
export function PageFault() {
  const t = useAppText()
  const error = useRouteError()
  const outdated = error instanceof TypeError && /import|module|fetch/i.test(error.message)
  return (
    <EmptyState
      title={t(outdated ? 'newVersion' : 'broken')}
      {...(outdated ? {} : { hint: t('brokenHint') })}
      action={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('reload')}
        </Button>
      }
    />
  )
}
