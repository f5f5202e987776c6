import { ErrorNotice } from '@sims/ui'
import { App } from 'antd'
import { useCommand } from '../../shared/api.ts'
import { saveFile } from '../../shared/download.ts'
import { newId } from '../../shared/id.ts'
import { useText } from './texts.ts'

/**
 * Puts orders on paper: one PDF, in a tab of its own. The tab is opened by the press itself, because browsers let
 * nothing else open one; where they do not, the file is saved.
 */
export function usePrint() {
  const t = useText()
  const { modal } = App.useApp()
  const command = useCommand('printOrders', ['getOrder'])
  const print = async (orderIds: string[]): Promise<boolean> => {
    const tab = window.open('', '_blank')
    if (tab) {
      tab.document.title = t('printing')
      tab.document.body.textContent = t('printing')
    }
    try {
      const bytes = await command.run({ body: { id: newId(), orderIds } })
      const file = new Blob([bytes], { type: 'application/pdf' })
      if (tab && !tab.closed) tab.location.href = URL.createObjectURL(file)
      else saveFile(file, t('printFile'))
      return true
    } catch (error) {
      tab?.close()
      modal.error({ title: t('printFailed'), content: <ErrorNotice error={error} /> })
      return false
    }
  }
  return { print, busy: command.isPending }
}
