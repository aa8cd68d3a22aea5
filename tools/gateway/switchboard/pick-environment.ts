import { type Stage, STAGES } from '../../contract/stages'
import { type RoutingTable } from '../routing/table'
import { type GatewayRequest } from '../server/incoming'

const ENVIRONMENT_HEADER = 'x-gateway-environment'

/** The table of each environment. */
export type RoutingTables = Record<Stage, RoutingTable>

/**
 * An environment is an address, as in the cloud: its own domain, or `prepub.localhost`. A caller that
 * cannot choose the address names the environment in a header. Everything else is `test`.
 */
export function pickEnvironment(
  tables: RoutingTables,
  { headers }: Pick<GatewayRequest, 'headers'>
): RoutingTable {
  const named = headers[ENVIRONMENT_HEADER]
  if (named !== undefined) {
    const stage = STAGES.find((known) => known === named)
    return stage ? tables[stage] : refuse(tables.test)
  }
  const host = hostName(headers.host ?? '')
  const stage = STAGES.find(
    (known) => host === tables[known].settings.domain || host === `${known}.localhost`
  )
  return tables[stage ?? 'test']
}

function refuse(table: RoutingTable): RoutingTable {
  const message = `${ENVIRONMENT_HEADER}: there is ${STAGES.join(', ')}`
  return { ...table, problem: { code: 'INVALID_REQUEST', message } }
}

/** A Host header without its port. */
export function hostName(host: string): string {
  const colon = host.lastIndexOf(':')
  return colon > host.lastIndexOf(']') ? host.slice(0, colon) : host
}
