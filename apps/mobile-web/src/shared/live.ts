import { type Change, eventsPath } from '@sims/contracts/web'
import { useEffect } from 'react'
import { queries } from './api.ts'

const channelName = 'sims.live'
type Message = Change | 'reconnected'

/** The cached answers that a change makes stale. A request shows its work orders, so it follows them. */
function refresh(message: Message): void {
  if (message === 'reconnected') return void queries.invalidateQueries()
  const names: Record<Change['recordKind'], string[]> = {
    serviceRequest: ['getRequest', 'listRequests', 'listDutyCalls'],
    workOrder: ['getOrder', 'listOrders', 'getRequest', 'listRequests', 'listDutyCalls'],
    // what somebody is told of may stand on a page that hears of nothing else, such as the consent to a price on an order
    notice: ['listNotices', 'listDutyCalls', 'myHomes', 'myPlaces', 'getRequest', 'getOrder'],
  }
  for (const name of names[message.recordKind]) void queries.invalidateQueries({ queryKey: [name] })
}

/** Opens the event stream; after a lost line everything shown is fetched anew, since changes may have passed unseen. */
function listen(hear: (message: Message) => void): () => void {
  const stream = new EventSource(eventsPath)
  let lost = false
  stream.onmessage = (event) => hear(JSON.parse(event.data) as Change)
  stream.onerror = () => {
    lost = true
  }
  stream.onopen = () => {
    if (lost) hear('reconnected')
    lost = false
  }
  return () => stream.close()
}

/**
 * Keeps what is shown fresh. Browsers allow six connections to a host over HTTP/1.1, so the tabs of one browser share
 * one stream, opened anew when `whose` it is changes: whoever holds the lock listens and tells the others. Where there
 * are no locks each tab listens itself.
 */
export function useLive(whose: string): void {
  useEffect(() => {
    if (!('locks' in navigator) || !('BroadcastChannel' in window)) return listen(refresh)
    const channel = new BroadcastChannel(channelName)
    const leave = new AbortController()
    channel.onmessage = (event) => refresh(event.data as Message)
    const hold = () =>
      new Promise<void>((resolve) => {
        const close = listen((message) => {
          refresh(message)
          channel.postMessage(message)
        })
        leave.signal.addEventListener('abort', () => {
          close()
          resolve()
        })
      })
    navigator.locks.request(channelName, { signal: leave.signal }, hold).catch(() => {}) // left before it was our turn
    return () => {
      leave.abort()
      channel.close()
    }
  }, [whose])
}
