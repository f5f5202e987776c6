import { z } from 'zod'
import { id } from './fields.ts'
import * as proxies from './proxies.ts'

const byId = z.strictObject({ id })

/** What goes in and out of the operations on who may act for whom. */
export const proxyOperations = {
  listProxies: {
    tag: 'proxies',
    summary: 'Who may act for a customer, and for whom the customer may act',
    params: byId,
    answer: proxies.proxies,
  },
  nameProxy: {
    tag: 'proxies',
    summary: 'Name a proxy of a person, or a contact of a firm, on a signed paper',
    command: true,
    params: byId,
    body: proxies.nameProxy,
    answer: proxies.proxies,
  },
  revokeProxy: {
    tag: 'proxies',
    summary: 'End an authority at once',
    command: true,
    params: byId,
    body: proxies.revokeProxy,
    answer: proxies.proxies,
  },
  myProxies: { tag: 'proxies', summary: 'Who acts for me, and for whom I act', answer: proxies.proxies },
  nameMyProxy: {
    tag: 'proxies',
    summary: 'Let somebody act for me',
    command: true,
    body: proxies.nameMyProxy,
    answer: proxies.proxies,
  },
  revokeMyProxy: {
    tag: 'proxies',
    summary: 'End at once what I gave, or what I hold',
    command: true,
    params: byId,
    answer: proxies.proxies,
  },
} as const
