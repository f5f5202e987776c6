// How messages leave for text messages and WeChat: a gateway of the company's choice, spoken to over signed HTTP.
export { readTarget } from './address.ts'
export { createGateways, type Gateways, type ServerGateways } from './gateways.ts'
export { type GatewayDeps, gatewayRoutes } from './routes.ts'
export { type GatewayMessage, type Outcome, receiptsUrlOf, sendMessage, type Target } from './send.ts'
export { HEADERS, isSigned, signed } from './signature.ts'
