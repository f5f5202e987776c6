import type { RecordKind } from '@sims/contracts'
import { onDuty } from '#modules/duty'
import { assigneesOf, describeOrders, requestsBehind, workersOf } from '#modules/orders'
import {
  describeRequests,
  ownersOf,
  praisedIn,
  requestersOf,
  requestersOfMerged,
  requestsHiddenFrom,
  requestsKept,
} from '#modules/requests'
import { accountsOf, leadsOf, staffWithRoles } from '#modules/staff'
import type { Tx } from '#platform/db'
import type { Describe, Recipient, Recipients } from '#platform/notify'
import type { HiddenFrom, KeptRecords } from '#platform/realtime'

/** What holds for requests holds for their orders. */
const alsoOfOrders =
  <Found extends { recordId: string }>(ofRequests: (tx: Tx, ids: readonly string[]) => Promise<Found[]>) =>
  async (tx: Tx, recordKind: string, ids: readonly string[]): Promise<Found[]> => {
    if (recordKind === 'serviceRequest') return await ofRequests(tx, ids)
    if (recordKind !== 'workOrder') return []
    const behind = await requestsBehind(tx, ids)
    const all = await ofRequests(tx, [...new Set(behind.map((link) => link.requestId))])
    return behind.flatMap(({ orderId, requestId }) =>
      all.filter((one) => one.recordId === requestId).map((one) => ({ ...one, recordId: orderId })),
    )
  }

/** Who must not hear of some records: whom they are about. */
export const hiddenFrom: HiddenFrom = alsoOfOrders(requestsHiddenFrom)

/** For whom some records are kept. */
export const keptRecords: KeptRecords = alsoOfOrders(requestsKept)

/** Of an order its assignee; of a request its first contact owner and those who work on its open orders. */
const assignee: Recipients['assignee'] = async (tx, recordKind, ids): Promise<Recipient[]> => {
  if (recordKind === 'workOrder') return await assigneesOf(tx, ids)
  const [owners, workers] = await Promise.all([ownersOf(tx, ids), workersOf(tx, ids)])
  return [
    ...owners,
    ...workers.map(({ recordId, accountId, orderId }) => ({
      recordId,
      accountId,
      about: { recordKind: 'workOrder' as const, recordId: orderId },
    })),
  ]
}

/** Who is told of what happens on requests and orders; the notice writer itself knows neither. */
export function noticeRecipients(now: () => Date): Recipients {
  return {
    hiddenFrom,
    keptRecords,
    requester: async (tx, recordKind, ids): Promise<Recipient[]> => {
      if (recordKind === 'serviceRequest') return await requestersOf(tx, ids)
      const behind = await requestsBehind(tx, ids)
      const all = await requestersOf(tx, [...new Set(behind.map((link) => link.requestId))])
      return behind.flatMap(({ orderId, requestId }) =>
        all
          .filter((one) => one.recordId === requestId)
          .map(({ accountId }) => ({
            recordId: orderId,
            accountId,
            about: { recordKind: 'serviceRequest', recordId: requestId },
          })),
      )
    },
    assignee,
    accountsOf: (tx, staffIds) => accountsOf(tx, staffIds, now()),
    leads: async (tx, recordKind, ids): Promise<Recipient[]> => {
      const working = await assignee(tx, recordKind, ids)
      const leads = await leadsOf(tx, [...new Set(working.map((one) => one.accountId))], now())
      return working.flatMap(({ recordId, accountId }) =>
        leads.flatMap((lead) => (lead.accountId === accountId ? [{ recordId, accountId: lead.leadAccountId }] : [])),
      )
    },
    merged: async (tx, recordKind, ids): Promise<Recipient[]> =>
      recordKind === 'serviceRequest' ? await requestersOfMerged(tx, ids) : [],
    praised: async (tx, recordKind, ids): Promise<Recipient[]> =>
      recordKind === 'serviceRequest' ? await praisedIn(tx, ids) : [],
    onDuty: (tx, recordKind, communityId) => onDuty(tx, recordKind as RecordKind, communityId, now()),
    staffWithRoles: async (tx, roles, communityId) => {
      const staff = await staffWithRoles(tx, roles as never, communityId, now())
      return staff.flatMap(({ accountId }) => (accountId ? [accountId] : []))
    },
  }
}

export const describeRecords: Describe = (tx, recordKind, ids) =>
  recordKind === 'workOrder' ? describeOrders(tx, ids) : describeRequests(tx, ids)
