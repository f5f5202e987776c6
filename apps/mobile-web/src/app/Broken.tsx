import { EmptyState } from '@sims/ui'
import { Component, type ReactNode } from 'react'
import { Button } from '../shared/ui/Button.tsx'
import { useText } from './texts.ts'

/** A fault of the pages themselves, or a part that a lost line kept away, leaves a way on instead of a white page. */
export class Broken extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? <Sorry /> : this.props.children
  }
}

function Sorry() {
  const t = useText()
  return (
    <EmptyState
      title={t('broken')}
      hint={t('brokenHint')}
      action={
        <Button kind="primary" onClick={() => location.reload()}>
          {t('reload')}
        </Button>
      }
    />
  )
}
