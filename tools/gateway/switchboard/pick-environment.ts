import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../contract/read/environments'
import type { GatewayRequest } from '../types'
import type { SwitchedTable } from './types'

export const ENVIRONMENT_HEADER = 'x-gateway-environment'

type Tables = Record<EnvironmentName, SwitchedTable>

/**
 * An environment is an address, as in the cloud: its own domain, or `prepub.localhost`. Who cannot
 * choose the address names the environment in a header. All others get `test`.
 */
export function pickEnvironment(tables: Tables, headers: GatewayRequest['headers']): SwitchedTable {
  const named = headers[ENVIRONMENT_HEADER]
  if (named !== undefined) return isName(named) ? tables[named] : refuse(tables.test)
  const host = nameOf(headers.host ?? '')
  for (const name of ENVIRONMENT_NAMES)
    if (host === tables[name].settings.domain || host === `${name}.localhost`) return tables[name]
  return tables.test
}

function isName(named: string): named is EnvironmentName {
  return (ENVIRONMENT_NAMES as readonly string[]).includes(named)
}

function refuse(table: SwitchedTable): SwitchedTable {
  const message = `${ENVIRONMENT_HEADER}: there is ${ENVIRONMENT_NAMES.join(', ')}`
  return { ...table, problem: { code: 'INVALID_REQUEST', message } }
}

/** Without the port. */
export function nameOf(host: string): string {
  const colon = host.lastIndexOf(':')
  return colon > host.lastIndexOf(']') ? host.slice(0, colon) : host
}
