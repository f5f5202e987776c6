import { resolve } from 'node:path'
import swaggerUi from '@fastify/swagger-ui'
import { API_PREFIX, MESSAGE_CHANNELS } from '@sims/contracts'
import type { Actor } from '#kernel'
import { assetRoutes } from '#modules/assets'
import { type BackupWork, backupRoutes, createBackupWorker, type Places } from '#modules/backups'
import { contractorRoutes } from '#modules/contractors'
import {
  bindPerson,
  closeExpired,
  createExpiry,
  customerAddresses,
  customersRoutes,
  organizationOfInvitation,
  reachesAuthority,
  residentName,
} from '#modules/customers'
import { dutyChainRule, dutyRoutes } from '#modules/duty'
import { estateRoutes } from '#modules/estate'
import { createImportWorker, importRoutes, workImports } from '#modules/imports'
import { dispatchInTurn, orderRoutes, takeTimedOrderSteps, visibleOrders } from '#modules/orders'
import { partRoutes } from '#modules/parts'
import {
  categoryRule,
  indexRequests,
  matrixRule,
  requestLink,
  requestRoutes,
  takeTimedSteps,
  visibleRequests,
} from '#modules/requests'
import { ruleRoutes } from '#modules/rules'
import { type SetupDeps, setupRoutes } from '#modules/setup'
import { staffRoutes } from '#modules/staff'
import { countRequests, processVisits, statisticsRoutes } from '#modules/statistics'
import { may } from '#platform/access'
import { apiKeyRoutes, createKeyAccess } from '#platform/api-keys'
import { type DatabaseConnection, Db, Params, type Tx } from '#platform/db'
import { type FileRow, type Files, fileRoutes, openFiles } from '#platform/files'
import { createGateways, gatewayRoutes, type ServerGateways } from '#platform/gateway'
import { createHookSender, forgetDeliveriesJob, type HookSender, hookRoutes, hooksHandler } from '#platform/hooks'
import { createHttp, type Http, serveWebs } from '#platform/http'
import { createIdentity, identityRoutes } from '#platform/identity'
import {
  createJobs,
  createRelay,
  type EventHandler,
  housekeeping,
  type Jobs,
  type Log,
  type Loop,
  type Relay,
} from '#platform/jobs'
import {
  codeSender,
  connectedChannels,
  createDelivery,
  type DeliverOptions,
  messageRoutes,
  noticeHandler,
  noticeRoutes,
  receiptRoutes,
  sendDue,
  senderOf,
  smtpTransport,
  stepNotices,
  textRule,
} from '#platform/notify'
import { publicNetwork } from '#platform/outbound'
import { createAesCipher, type Secrets } from '#platform/privacy'
import {
  calendarRule,
  createDueClocks,
  createRetiming,
  exceptionsJob,
  OPEN_TO_RESIDENTS,
  processRoutes,
  processRule,
  seedCalendar,
} from '#platform/process'
import { createRealtime, realtimeHandler } from '#platform/realtime'
import { describeRecords, hiddenFrom, keptRecords, noticeRecipients } from './notice-sources.ts'

export interface AppOptions {
  /** of the application's role */
  database: DatabaseConnection
  /** the same without a pooler between, for listening and for the job queue; `database` when absent */
  direct?: DatabaseConnection | undefined
  secrets: Secrets
  /** folder of sealed files and uploads on their way */
  files: string
  /** origin under which browsers reach the server */
  publicUrl: string
  tls?: { cert: string; key: string } | undefined
  trustProxy: false | number | string[]
  smtpUrl?: string | undefined
  /** for every organization that has connected none of its own */
  gateways?: ServerGateways
  /** addresses and CIDR ranges inside that web hooks may reach beside the internet */
  hookNetworks?: readonly string[] | undefined
  logLevel: string
  /** an event stream per browser; needs a connection of its own to listen */
  realtime: boolean
  /** how backups are made; absent with a database on a server of its own */
  backups?: { places: Places; work: BackupWork } | undefined
  now?: () => Date
}

export interface App {
  http: Http
  db: Db
  secrets: Secrets
  setup: SetupDeps
  relay: Relay
  /** makes texts findable and adds up figures, for a past of which nobody is to be told any more */
  quietRelay: Relay
  /** does one piece of what imports ask for; false when there is nothing to do */
  workImports: () => Promise<boolean>
  /** closes residencies whose last day is over; answers how many */
  closeExpired: () => Promise<number>
  /** sends what is due by mail, text message and WeChat; how many messages were looked at */
  sendMessages: () => Promise<number>
  /** opens the file store under another clock, for pictures of that past */
  filesAt: (now: () => Date) => Promise<Files>
  /** sends web hooks; one of the loops */
  hookSender: HookSender
  /** what runs in the jobs role, the relay included */
  loops: Loop[]
  jobs: Jobs
  log: Log
  close(): Promise<void>
}

const apps = resolve(import.meta.dirname, '..')

/** Wires the parts of the server together; the only place that knows them all. */
export async function createApp(options: AppOptions): Promise<App> {
  const now = options.now ?? (() => new Date())
  const { secrets } = options
  const db = new Db(options.database)
  const direct = options.direct ?? options.database
  const identity = createIdentity({ db })
  const access = createKeyAccess({ db })
  const http = await createHttp({
    authenticate: identity.authenticate,
    authenticateKey: access.authenticate,
    onRefused: (...refusal) => identity.recordRefusal(...refusal),
    trustProxy: options.trustProxy,
    tls: options.tls,
    logger: { level: options.logLevel },
    now,
  })
  const log = http.app.log as unknown as Log
  const cipher = createAesCipher(secrets)
  const gateways = createGateways({ cipher, ...(options.gateways ? { server: options.gateways } : {}) })
  const filesAt = (clock: () => Date) => openFiles({ folder: options.files, db, cipher, secrets, now: clock })
  const files = await filesAt(now)
  const setup: SetupDeps = { db, identity, seed: seedCalendar }

  await http.app.register(swaggerUi, { routePrefix: '/api/docs', uiConfig: { docExpansion: 'none' } })
  identityRoutes(http, {
    db,
    secrets,
    identity,
    secureCookie: options.publicUrl.startsWith('https:'),
    codesFor: codeSender({ db, gateways, publicUrl: options.publicUrl }),
    organizationOfInvitation: (token) => organizationOfInvitation(db, token),
    bind: (binding) => bindPerson({ db, secrets }, binding),
    residentName: residentName(db, secrets),
  })
  setupRoutes(http, setup)
  estateRoutes(http, { db })
  staffRoutes(http, { db, identity })
  dutyRoutes(http, {
    db,
    describe: describeRecords,
    visible: { serviceRequest: visibleRequests, workOrder: visibleOrders },
  })
  const residencies = { db, endSessions: identity.endSessionsOf, endActing: identity.endActing }
  customersRoutes(http, { ...residencies, secrets, publicUrl: options.publicUrl })
  processRoutes(http, { db, notices: stepNotices })
  ruleRoutes(http, {
    db,
    kinds: {
      category: categoryRule,
      priorityMatrix: matrixRule,
      process: processRule(stepNotices),
      dutyChain: dutyChainRule,
      calendar: calendarRule,
      text: textRule,
    },
  })
  requestRoutes(http, { db, secrets })
  const transport = options.smtpUrl ? smtpTransport(options.smtpUrl) : undefined
  const connected = connectedChannels(gateways, transport !== undefined)
  const messages: DeliverOptions = {
    db,
    log,
    mail: options.smtpUrl && transport ? { transport, from: senderOf(options.smtpUrl, options.publicUrl) } : null,
    gateways,
    publicUrl: options.publicUrl,
    describe: describeRecords,
    addresses: (tx, customerIds) => customerAddresses(tx, secrets, customerIds),
  }
  noticeRoutes(http, { db, describe: describeRecords })
  gatewayRoutes(http, { db, cipher, gateways, publicUrl: options.publicUrl })
  receiptRoutes(http, { db, gateways })
  messageRoutes(http, { ...messages, connected })
  assetRoutes(http, { db })
  contractorRoutes(http, { db, cipher })
  partRoutes(http, { db })
  apiKeyRoutes(http, { db, access })
  const reach = publicNetwork(options.hookNetworks ?? [])
  const hookSender = createHookSender({ db, cipher, reach, log, now })
  hookRoutes(http, { db, cipher, reach, wake: hookSender.wake })
  const imports = { db, secrets, cipher, files, log }
  importRoutes(http, imports)
  statisticsRoutes(http, { db })
  orderRoutes(http, { db, secrets, link: requestLink, publicUrl: options.publicUrl })
  backupRoutes(http, { db, places: options.backups?.places ?? null })
  await http.app.register(fileRoutes, { prefix: API_PREFIX, files, db, actorOf: http.actorOf, mayRead })
  const document = { schema: { hide: true } as object }
  http.app.get(`${API_PREFIX}/openapi.json`, document, async () => http.app.swagger())
  await serveWebs(http.app, [
    { dist: resolve(apps, 'staff-web/dist'), base: '/' },
    { dist: resolve(apps, 'mobile-web/dist'), base: '/m/' },
  ])

  if (options.realtime) {
    await createRealtime({
      http,
      connection: direct,
      onError: (error) => log.warn({ err: error }, 'the event stream lost its line to the database'),
    })
  }
  const indexTexts: EventHandler = {
    name: 'search',
    on: ['serviceRequest.report', 'importedRequest.import'],
    run: (tx, events) =>
      indexRequests(
        tx,
        events.map((event) => event.recordId),
      ),
  }
  const jobs = createJobs({
    connection: direct,
    registry: [
      exceptionsJob({ db, now }),
      forgetDeliveriesJob({ db, now }),
      ...housekeeping({ db, sweepFiles: files.sweep, sweepUploads: files.sweepUploads, now }),
    ],
    log,
    now,
  })
  const notices = noticeHandler({ recipients: noticeRecipients(now), connected })
  const relay = createRelay({
    db,
    handlers: [
      indexTexts,
      countRequests,
      processVisits,
      dispatchInTurn,
      notices,
      realtimeHandler(hiddenFrom, keptRecords),
      hooksHandler({ hiddenFrom, keptRecords, wake: hookSender.wake }),
    ],
    log,
    now,
  })
  const quietRelay = createRelay({ db, handlers: [indexTexts, countRequests, processVisits], log, now })
  // what a command left is passed on at once, not at the relay's next look
  http.app.addHook('onResponse', async (request) => {
    if (request.method !== 'GET') relay.wake()
  })
  const loops = [
    relay,
    hookSender,
    createDueClocks({
      db,
      log,
      now,
      steps: { service_request: takeTimedSteps, work_order: takeTimedOrderSteps(requestLink) },
    }),
    createRetiming({ db, log, now }),
    createImportWorker({ ...imports, now }),
    ...createDelivery({ ...messages, now }),
    createExpiry({ ...residencies, log, now }),
    ...(options.backups ? [createBackupWorker({ db, log, now, work: options.backups.work })] : []),
  ]
  return {
    http,
    db,
    secrets,
    setup,
    relay,
    quietRelay,
    workImports: () => workImports(imports, now),
    closeExpired: () => closeExpired(residencies, now()),
    sendMessages: async () => {
      let seen = 0
      for (const channel of MESSAGE_CHANNELS) seen += await sendDue(messages, channel, now)
      return seen
    },
    filesAt,
    hookSender,
    loops,
    jobs,
    log,
    close: async () => {
      await http.app.close()
      transport?.close()
      await db.end()
    },
  }
}

/**
 * A file is as visible as the record that it hangs on: a request's pictures also to those who see one of its orders.
 * One that hangs on nothing yet is its uploader's. Where and with which device a picture was taken is personal data: it
 * as it was uploaded is for its uploader and for those who may see names and phones.
 */
async function mayRead(tx: Tx, actor: Actor, file: FileRow, wants: 'view' | 'original'): Promise<boolean> {
  const own = file.uploadedBy === actor.accountId
  if (!file.recordId) return own
  if (wants === 'original' && !own && !may(actor, 'customers.reveal')) return false
  const p = new Params()
  const [organization, id] = [p.add(tx.organizationId), `${p.add(file.recordId)}::uuid`]
  const order = (key: string) =>
    `select from work_order o where o.organization_id = ${organization} and o.${key} = ${id} and ${visibleOrders(actor, p)}`
  // the paper on which somebody was given an authority is for staff who work with it
  if (file.recordKind === 'authority')
    return actor.kind === 'staff' && may(actor, 'proxies.manage') && (await reachesAuthority(tx, actor, file.recordId))
  const sql =
    file.recordKind === 'workOrder'
      ? order('id')
      : `select from service_request r where r.organization_id = ${organization} and r.id = ${id}
           and ((${visibleRequests(actor, p)}) or exists (${order('request_id')}))
           and ${own || actor.kind !== 'resident' ? 'true' : shownToResidents(file, p)}`
  return (await tx.query(sql, p.values)).length > 0
}

/** What staff have filed with a step that residents only know of, such as evidence, is not theirs to see. */
const shownToResidents = (file: FileRow, p: Params) =>
  `exists (select from timeline t where t.organization_id = r.organization_id and t.record_id = r.id
     and t.verb = any(${p.add(OPEN_TO_RESIDENTS)}) and t.data->'photos' ? ${p.add(file.id)})`
