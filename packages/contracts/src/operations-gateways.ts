import { z } from 'zod'
import * as gateways from './gateways.ts'

/** What goes in and out of the operations on gateways. */
export const gatewayOperations = {
  listGateways: {
    tag: 'gateways',
    summary: 'How text messages and WeChat messages leave',
    answer: gateways.gateways,
  },
  setGateway: {
    tag: 'gateways',
    summary: 'Connect a gateway, or change its address or key',
    command: true,
    params: gateways.gatewayChannel,
    body: gateways.setGateway,
    answer: gateways.gateway,
  },
  removeGateway: {
    tag: 'gateways',
    summary: 'Disconnect a gateway',
    command: true,
    params: gateways.gatewayChannel,
    answer: gateways.gateway,
  },
  testGateway: {
    tag: 'gateways',
    summary: 'Send one test message through a gateway, and say what it answered',
    params: gateways.gatewayChannel,
    body: gateways.testGateway,
    answer: gateways.gatewayTest,
  },
  receiveReceipt: {
    tag: 'gateways',
    summary: 'A gateway reports what became of a message; signed as messages to it are',
    open: true,
    params: gateways.receiptParams,
    body: gateways.receipt,
    answer: z.null(),
  },
} as const
