import { useEffect, useRef, useState } from 'react'
import { refusalOf, type Sending, send } from './upload.ts'

export interface Uploading {
  key: number
  file: File
  preview: string
  share: number
  /** why it stopped: the server's words, or empty when the line was lost */
  fault?: string
}

let nextKey = 1

/** Pictures on their way, beside those that have arrived (`ids`, which the form holds). */
export function useUploads(ids: string[], onChange: (ids: string[]) => void) {
  const [running, setRunning] = useState<Uploading[]>([])
  const sendings = useRef(new Map<number, Sending>())
  // several arrive while the form draws: each adds itself to the newest list
  const latest = useRef({ ids, onChange })
  latest.current = { ids, onChange }

  useEffect(() => {
    const all = sendings.current
    return () => {
      for (const sending of all.values()) sending.stop()
    }
  }, [])

  const update = (key: number, change: Partial<Uploading>) =>
    setRunning((now) => now.map((one) => (one.key === key ? { ...one, ...change } : one)))

  const leave = (key: number) => {
    sendings.current.delete(key)
    setRunning((now) => now.filter((one) => one.key !== key))
  }

  const start = (key: number, file: File) => {
    const sending = send(file, (share) => update(key, { share }))
    sendings.current.set(key, sending)
    sending.done.then(
      (id) => {
        if (!sendings.current.has(key)) return
        latest.current.ids = [...latest.current.ids, id]
        latest.current.onChange(latest.current.ids)
        leave(key)
      },
      (error) => update(key, { fault: refusalOf(error) ?? '' }),
    )
  }

  const add = (files: File[]) => {
    for (const file of files) {
      const key = nextKey++
      setRunning((now) => [...now, { key, file, preview: URL.createObjectURL(file), share: 0 }])
      start(key, file)
    }
  }

  const retry = ({ key, file }: Uploading) => {
    setRunning((now) => now.map((one) => (one.key === key ? { key, file, preview: one.preview, share: 0 } : one)))
    start(key, file)
  }

  const drop = ({ key, preview }: Uploading) => {
    const sending = sendings.current.get(key)
    leave(key)
    sending?.stop()
    URL.revokeObjectURL(preview)
  }

  return { running, add, retry, drop }
}
