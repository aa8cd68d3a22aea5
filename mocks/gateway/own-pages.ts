import { json } from './failure'
import type { ScenarioView } from './mock/scenarios'
import { isForeign } from './switchboard/foreign'
import type { GatewayRequest, Reply, Table } from './types'

export interface OwnPages {
  mode: string
  scenarios: { list(): ScenarioView[]; reset(): void }
}

type Page = (request: GatewayRequest, table: Table) => Reply

/** What the gateway tells of itself, and the one call that lets its mocks forget everything. */
export function createOwnPages({ mode, scenarios }: OwnPages): Record<string, Page> {
  return {
    'GET /_gateway/status': (_request, { routes }) =>
      json(200, {
        mode,
        routes: routes.map(({ method, path, operationId, source }) => ({
          method,
          path,
          operationId,
          source
        }))
      }),
    'GET /_gateway/scenarios': () => json(200, { scenarios: scenarios.list() }),
    'POST /_gateway/reset'(request) {
      const { requestId } = request
      if (isForeign(request))
        return json(403, { code: 'FOREIGN_PAGE', message: 'Only from this gateway', requestId })
      scenarios.reset()
      return json(200, { scenarios: scenarios.list() })
    }
  }
}
