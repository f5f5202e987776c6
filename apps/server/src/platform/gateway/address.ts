import { anyNetwork, readTarget as read } from '#platform/outbound'

/**
 * The address of a gateway as the administrator gives it. Networks of the company's own are allowed, since nobody else
 * can set it; plain HTTP only on this machine.
 * @throws DomainError `http.invalid` naming the field `url`
 */
export const readTarget = (text: string): URL =>
  read(text, anyNetwork(false), {
    bad: 'gateways.badUrl',
    insecure: 'gateways.insecure',
    forbidden: 'gateways.forbiddenAddress',
  })
