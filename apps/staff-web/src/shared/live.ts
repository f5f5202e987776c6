import { type Change, eventsPath, type OperationName } from '@sims/contracts/web'
import type { QueryClient } from '@tanstack/react-query'

/** A busy estate changes many times a second; pages read again at most this often, in ms. */
const pace = 1000
const lockName = 'sims-live'

/** What a tab passes on to the others: changes, or that some may have been missed. */
type Message = Change[] | 'missed'

const readsOf: Record<Change['recordKind'], readonly OperationName[]> = {
  serviceRequest: ['listRequests', 'countRequests', 'listDutyCalls'],
  workOrder: ['listOrders', 'listPermits', 'listDutyCalls'],
  notice: ['listNotices', 'listDutyCalls'],
}

/**
 * Keeps the pages fresh: one event stream per browser, held by one tab under a lock and passed on to the others.
 * Where there are no locks (plain HTTP on a local network) every tab holds its own. Returns how to stop.
 */
export function keepLive(client: QueryClient): () => void {
  const channel = new BroadcastChannel(lockName)
  const stop = new AbortController()
  const refresh = paced((messages: Message[]) => invalidate(client, messages))
  channel.onmessage = (event: MessageEvent<Message>) => refresh(event.data)

  const hold = () =>
    new Promise<void>((resolve) => {
      const stream = new EventSource(eventsPath)
      let broken = false
      const tell = (message: Message) => {
        refresh(message)
        channel.postMessage(message)
      }
      stream.onmessage = (event: MessageEvent<string>) => tell(changesIn(event.data))
      stream.onerror = () => {
        broken = true
      }
      stream.onopen = () => {
        if (broken) tell('missed')
        broken = false
      }
      stop.signal.addEventListener('abort', () => {
        stream.close()
        resolve()
      })
    })

  if (navigator.locks) {
    navigator.locks.request(lockName, { signal: stop.signal }, hold).catch(() => undefined)
  } else {
    void hold()
  }
  return () => {
    stop.abort()
    channel.close()
  }
}

function changesIn(data: string): Change[] {
  const found: unknown = JSON.parse(data)
  return (Array.isArray(found) ? found : [found]) as Change[]
}

function invalidate(client: QueryClient, messages: Message[]) {
  if (messages.includes('missed')) {
    void client.invalidateQueries()
    return
  }
  const changes = messages.flatMap((message) => (message === 'missed' ? [] : message))
  const lists = new Set(changes.flatMap((change) => readsOf[change.recordKind]))
  const ids = new Set(changes.map((change) => change.id))
  void client.invalidateQueries({
    predicate: ({ queryKey: [name, call] }) => {
      if (lists.has(name as OperationName)) return true
      const id = (call as { params?: { id?: string } } | undefined)?.params?.id
      // a request shows its orders, so an order's change may be a request's too
      return (name === 'getRequest' || name === 'getOrder') && (ids.has(id ?? '') || lists.has('listOrders'))
    },
  })
}

/** Gathers what comes within `pace` and hands it over in one go. */
function paced<T>(handle: (items: T[]) => void): (item: T) => void {
  let waiting: T[] = []
  return (item) => {
    waiting.push(item)
    if (waiting.length > 1) return
    setTimeout(() => {
      const items = waiting
      waiting = []
      handle(items)
    }, pace)
  }
}
