import { useState } from 'react'
import { saveFile } from '../../shared/download.ts'

/** Fetches a file and hands it to the browser; says whether it is on its way and what went wrong. */
export function useFile() {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const take = async (fetching: () => Promise<Uint8Array<ArrayBuffer>>, name: string): Promise<boolean> => {
    setBusy(true)
    setError(null)
    try {
      saveFile(new Blob([await fetching()]), `${name}.xlsx`)
      return true
    } catch (failure) {
      setError(failure as Error)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { take, busy, error }
}
