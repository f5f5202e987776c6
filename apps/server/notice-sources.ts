import { assigneesOf, describeOrders, requestsBehind, workersOf } from '#modules/orders'
import { describeRequests, ownersOf, requestersOf, requestersOfMerged, requestsHiddenFrom } from '#modules/requests'
import { staffWithRoles } from '#modules/staff'
import type { Describe, Recipient, Recipients } from '#platform/notify'
import type { HiddenFrom } from '#platform/realtime'

/** Who must not hear of some records: of an order, whoever its request is hidden from. */
export const hiddenFrom: HiddenFrom = async (tx, recordKind, ids) => {
  if (recordKind === 'serviceRequest') return await requestsHiddenFrom(tx, ids)
  if (recordKind !== 'workOrder') return []
  const behind = await requestsBehind(tx, ids)
  const all = await requestsHiddenFrom(tx, [...new Set(behind.map((link) => link.requestId))])
  return behind.flatMap(({ orderId, requestId }) =>
    all.filter((one) => one.recordId === requestId).map((one) => ({ ...one, recordId: orderId })),
  )
}

/** Who is told of what happens on requests and orders; the notice writer itself knows neither. */
export function noticeRecipients(now: () => Date): Recipients {
  return {
    hiddenFrom,
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
    assignee: async (tx, recordKind, ids): Promise<Recipient[]> => {
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
    },
    merged: async (tx, recordKind, ids): Promise<Recipient[]> =>
      recordKind === 'serviceRequest' ? await requestersOfMerged(tx, ids) : [],
    staffWithRoles: async (tx, roles, communityId) => {
      const staff = await staffWithRoles(tx, roles as never, communityId, now())
      return staff.flatMap(({ accountId }) => (accountId ? [accountId] : []))
    },
  }
}

export const describeRecords: Describe = (tx, recordKind, ids) =>
  recordKind === 'workOrder' ? describeOrders(tx, ids) : describeRequests(tx, ids)
