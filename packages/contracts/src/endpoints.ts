/** Every operation of the API: its method and its path relative to `/api/v1`; `:name` is a parameter. */
export const endpoints = {
  signIn: 'POST /session',
  whoAmI: 'GET /session',
  changeSession: 'PATCH /session',
  myPersons: 'GET /session/persons',
  switchPerson: 'POST /session/person',
  signOut: 'DELETE /session',
  changePassword: 'POST /session/password',
  askCode: 'POST /one-time-codes',
  residentSignIn: 'POST /resident-session',
  setupState: 'GET /setup',
  setup: 'POST /setup',

  listCommunities: 'GET /communities',
  listPlaces: 'GET /places',
  myPlaces: 'GET /my/places',

  listCustomers: 'GET /customers',
  getCustomer: 'GET /customers/:id',
  createCustomer: 'POST /customers',
  revealCustomer: 'POST /customers/:id/reveal',
  listResidencies: 'GET /residencies',
  verifyResidency: 'POST /residencies/:id/verify',
  endResidency: 'POST /residencies/:id/end',
  getHousehold: 'GET /premises/:id/household',
  addRollEntry: 'POST /premises/:id/roll',
  removeRollEntry: 'POST /roll-entries/:id/remove',
  previewMoveOut: 'GET /premises/:id/move-out',
  moveOut: 'POST /premises/:id/move-out',
  createInvitation: 'POST /invitations',
  getInvitation: 'GET /invitations/:token',

  myHomes: 'GET /my/homes',
  claimable: 'GET /my/claimable',
  claimPremises: 'POST /my/claims',
  inviteToHome: 'POST /my/invitations',
  answerClaim: 'POST /my/residencies/:id/answer',
  leaveHome: 'POST /my/residencies/:id/end',

  listProxies: 'GET /customers/:id/proxies',
  nameProxy: 'POST /customers/:id/proxies',
  revokeProxy: 'POST /proxies/:id/revoke',
  myProxies: 'GET /my/proxies',
  nameMyProxy: 'POST /my/proxies',
  revokeMyProxy: 'POST /my/proxies/:id/revoke',

  myContact: 'GET /my/contact',
  changeMyContact: 'PATCH /my/contact',

  listStaff: 'GET /staff',
  createStaff: 'POST /staff',
  resetPassword: 'POST /staff/:id/password-reset',

  listCategories: 'GET /categories',
  getProcess: 'GET /process-definitions/:id',
  listExceptions: 'GET /process-exceptions',
  checkDefinition: 'POST /process-definitions/check',

  listRules: 'GET /rules',
  createRule: 'POST /rules',
  draftRule: 'POST /rules/drafts',
  getRule: 'GET /rules/:id',
  changeRule: 'PATCH /rules/:id',
  compareRule: 'GET /rules/:id/difference',
  reviewRule: 'POST /rules/:id/review',
  sendBackRule: 'POST /rules/:id/send-back',
  publishRule: 'POST /rules/:id/publish',
  retireRule: 'POST /rules/:id/retire',
  processFigures: 'GET /process-figures',

  listRequests: 'GET /service-requests',
  countRequests: 'GET /service-requests/counts',
  createRequest: 'POST /service-requests',
  getRequest: 'GET /service-requests/:id',
  takeRequestStep: 'POST /service-requests/:id/steps',
  takeRequestSteps: 'POST /service-requests/steps',
  suggest: 'POST /suggestions',
  myServers: 'GET /my/servers',
  myPraise: 'GET /my/praise',

  listOrders: 'GET /work-orders',
  getOrder: 'GET /work-orders/:id',
  takeOrderStep: 'POST /work-orders/:id/steps',
  printOrders: 'POST /work-orders/prints',
  listPermits: 'GET /work-permits',
  getPremisesCare: 'GET /premises/:id/care',
  setPremisesCare: 'PUT /premises/:id/care',
  listColleagues: 'GET /my/colleagues',

  listDuty: 'GET /duty-shifts',
  setDuty: 'PUT /duty-shifts',
  changeDuty: 'POST /duty-shifts/changes',
  copyDutyWeek: 'POST /duty-shifts/copies',
  listDutyChanges: 'GET /duty-shifts/changes',
  dutyNow: 'GET /duty-now',
  myDuty: 'GET /duty-shifts/mine',
  listDutyCalls: 'GET /duty-calls',
  passDutyCall: 'POST /duty-calls/:id/pass',

  myMessages: 'GET /my/messages',
  changeMyMessages: 'PUT /my/messages',
  messageDefaults: 'GET /message-defaults',
  setMessageDefaults: 'PUT /message-defaults',
  listMessages: 'GET /messages',
  getMessage: 'GET /messages/:id',
  retryMessage: 'POST /messages/:id/retry',
  cancelMessage: 'POST /messages/:id/cancel',

  listApiKeys: 'GET /api-keys',
  createApiKey: 'POST /api-keys',
  rotateApiKey: 'POST /api-keys/:id/rotate',
  revokeApiKey: 'POST /api-keys/:id/revoke',

  listHooks: 'GET /hooks',
  createHook: 'POST /hooks',
  changeHook: 'PATCH /hooks/:id',
  rotateHookSecret: 'POST /hooks/:id/secret',
  removeHook: 'DELETE /hooks/:id',
  testHook: 'POST /hooks/:id/tests',
  listHookDeliveries: 'GET /hooks/:id/deliveries',
  redeliverHook: 'POST /hook-deliveries/:id/redeliver',

  listGateways: 'GET /gateways',
  setGateway: 'PUT /gateways/:channel',
  removeGateway: 'DELETE /gateways/:channel',
  testGateway: 'POST /gateways/:channel/tests',
  listEquipment: 'GET /equipment',
  createEquipment: 'POST /equipment',
  getEquipment: 'GET /equipment/:id',
  changeEquipment: 'PATCH /equipment/:id',
  listContractors: 'GET /contractors',
  createContractor: 'POST /contractors',
  getContractor: 'GET /contractors/:id',
  changeContractor: 'PATCH /contractors/:id',
  listParts: 'GET /parts',
  createPart: 'POST /parts',
  getPart: 'GET /parts/:id',
  changePart: 'PATCH /parts/:id',
  receiveReceipt: 'POST /gateways/:channel/receipts/:organizationId',

  listImports: 'GET /imports',
  getImportTemplate: 'GET /imports/template',
  exportTable: 'POST /imports/export',
  getFaultyRows: 'GET /imports/:id/faulty',
  issuePasswords: 'POST /imports/:id/passwords',
  createImport: 'POST /imports',
  getImport: 'GET /imports/:id',
  listImportRows: 'GET /imports/:id/rows',
  checkImport: 'POST /imports/:id/check',
  startImport: 'POST /imports/:id/start',
  undoImport: 'POST /imports/:id/undo',

  getBackups: 'GET /backups',
  changeBackupSettings: 'PUT /backups/settings',
  askBackup: 'POST /backups/runs',

  clockReport: 'GET /statistics/clock-report',

  listNotices: 'GET /notices',
  readNotices: 'POST /notices/read',
} as const

export type OperationName = keyof typeof endpoints
export const API_PREFIX = '/api/v1'

/** Paths that a browser opens itself: the event stream, resumable uploads, pictures. */
export const eventsPath = `${API_PREFIX}/events`
export const uploadsPath = `${API_PREFIX}/uploads`
export const filePath = (id: string) => `${API_PREFIX}/files/${id}`
export const thumbnailPath = (id: string) => `${API_PREFIX}/files/${id}/thumbnail`

/** Method and address of an operation with its parameters filled in. */
export function endpoint(name: OperationName, params: Record<string, string> = {}): { method: string; url: string } {
  const [method = '', path = ''] = endpoints[name].split(' ')
  const url = API_PREFIX + path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
  return { method, url }
}
