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
  const givenUp = useRef(new Set<number>())
  const line = useRef(Promise.resolve())
  // one may arrive while the form is being drawn: it joins the newest list
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

  /** One after the other: on a poor line the first is whole sooner, and they stay in the order they were chosen. */
  const start = ({ key, file }: Uploading) => {
    line.current = line.current.then(async () => {
      if (givenUp.current.has(key)) return
      const sending = send(file, (share) => update(key, { share }))
      sendings.current.set(key, sending)
      try {
        const id = await sending.done
        if (id === null) return
        latest.current.ids = [...latest.current.ids, id]
        latest.current.onChange(latest.current.ids)
        leave(key)
      } catch (error) {
        update(key, { fault: refusalOf(error) ?? '' })
      }
    })
  }

  const add = (files: File[]) => {
    const added = files.map((file) => ({ key: nextKey++, file, preview: URL.createObjectURL(file), share: 0 }))
    setRunning((now) => [...now, ...added])
    added.forEach(start)
  }

  const retry = (upload: Uploading) => {
    update(upload.key, { share: 0, fault: undefined })
    start(upload)
  }

  const drop = ({ key, preview }: Uploading) => {
    givenUp.current.add(key)
    sendings.current.get(key)?.stop()
    leave(key)
    URL.revokeObjectURL(preview)
  }

  return { running, add, retry, drop }
}
