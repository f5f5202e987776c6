import type { ApiScope, HookEvent, Names } from '@sims/contracts/web'

const n = (zh: string, en: string): Names => ({ 'zh-CN': zh, en })

export const scopeNames: Record<ApiScope, Names> = {
  'estate:read': n('查看小区与位置', 'Read communities and places'),
  'requests:read': n('查看诉求', 'Read requests'),
  'requests:report': n('登记诉求', 'Report requests'),
  'orders:read': n('查看工单', 'Read work orders'),
  'statistics:read': n('查看统计', 'Read statistics'),
}

export const eventNames: Record<HookEvent | 'test.sent', Names> = {
  'serviceRequest.reported': n('诉求登记', 'Request reported'),
  'serviceRequest.accepted': n('诉求受理', 'Request accepted'),
  'serviceRequest.triaged': n('诉求分类', 'Request triaged'),
  'serviceRequest.dispatched': n('诉求派单', 'Request dispatched'),
  'serviceRequest.suspended': n('诉求挂起', 'Request suspended'),
  'serviceRequest.resumed': n('诉求恢复', 'Request resumed'),
  'serviceRequest.answered': n('诉求答复', 'Request answered'),
  'serviceRequest.urged': n('催单', 'Request urged'),
  'serviceRequest.rated': n('诉求评价', 'Request rated'),
  'serviceRequest.settled': n('诉求办结', 'Request settled'),
  'serviceRequest.reopened': n('诉求重开', 'Request reopened'),
  'serviceRequest.cancelled': n('诉求取消', 'Request cancelled'),
  'serviceRequest.merged': n('诉求合并', 'Request merged'),
  'workOrder.created': n('工单生成', 'Order created'),
  'workOrder.dispatched': n('工单派发', 'Order dispatched'),
  'workOrder.claimed': n('抢单', 'Order claimed'),
  'workOrder.transferred': n('转单', 'Order transferred'),
  'workOrder.returned': n('退单', 'Order returned'),
  'workOrder.started': n('工单开工', 'Order started'),
  'workOrder.suspended': n('工单挂起', 'Order suspended'),
  'workOrder.resumed': n('工单恢复', 'Order resumed'),
  'workOrder.reportedDone': n('回单', 'Order reported done'),
  'workOrder.sentBack': n('工单返工', 'Order sent back'),
  'workOrder.closed': n('关单', 'Order closed'),
  'workOrder.cancelled': n('工单取消', 'Order cancelled'),
  'test.sent': n('测试', 'Test'),
}
