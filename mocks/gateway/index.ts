import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readContract, type Contract } from '../../gateway-config/compile'
import { checkRequest } from '../../gateway-config/request-check'
import type { Scf } from '../scf'
import { readRequest, type GatewayRequest } from './incoming'
import { chooseAnswer } from './mock'
import { compileTable, type GatewayRoute } from './table'

export interface GatewayOptions {
  contractFile: string
  /** What answers: the contract's examples, or the functions that `scf` runs. */
  mode: 'mock' | 'function'
  /** 0 takes a free port. */
  port: number
  scf?: Pick<Scf, 'request'>
  log(line: string): void
}

export interface Gateway {
  url: string
  stop(): Promise<void>
}

interface Reply {
  status: number
  headers: Record<string, string | string[]>
  body: string
  /** Goes into X-Gateway-Source. */
  source: string
}

/** Starts the gateway on 127.0.0.1. Rejects when the contract is broken or the port is taken. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const contract = readContract(options.contractFile)
  const table = compileTable(contract, options.mode)
  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing)
  })

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const startedAt = performance.now()
    const request = await readRequest(incoming)
    if (!request) return
    const reply = await answer(request).catch((error: unknown): Reply => {
      options.log(`${request.requestId} ${String(error)}`)
      return failure(contract, 'SERVER_ERROR', request)
    })
    outgoing.writeHead(reply.status, {
      ...reply.headers,
      'x-request-id': request.requestId,
      'x-gateway-source': reply.source
    })
    outgoing.end(reply.body)
    const ms = (performance.now() - startedAt).toFixed(1)
    options.log(`${request.method} ${request.path} ${reply.status} ${ms} ms ${reply.source}`)
  }

  async function answer(request: GatewayRequest): Promise<Reply> {
    if (request.path === '/_gateway/status') return status(options.mode, table)
    const segment = request.path.split('/')[1]
    const route = table.find((known) => known.function === segment)
    if (!route) return failure(contract, 'NOT_FOUND', request)
    // as a custom domain does: a path leads to its function, which checks all the rest
    if (route.source === 'function') return callFunction(route.function, request)
    return mock(request)
  }

  async function callFunction(name: string, request: GatewayRequest): Promise<Reply> {
    if (!options.scf) throw new Error(`no runtime for function "${name}"`)
    const { instance, cold, ...reply } = await options.scf.request(name, request)
    return { ...reply, source: `function:${name}#${instance} ${cold ? 'cold' : 'warm'}` }
  }

  function mock(request: GatewayRequest): Reply {
    const checked = checkRequest(table, request)
    if ('refusal' in checked) {
      const { code, message, headers } = checked.refusal
      return failure(contract, code, request, message, headers)
    }
    const { route } = checked
    if (route.authenticated && !/^Bearer +\S/i.test(request.headers.authorization ?? ''))
      return failure(contract, 'UNAUTHENTICATED', request)
    const chosen = chooseAnswer(route, request.headers.prefer)
    if (!chosen)
      return failure(
        contract,
        'INVALID_REQUEST',
        request,
        'Prefer: the contract has no such example'
      )
    return { ...chosen, source: `mock:${chosen.example}` }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

function status(mode: GatewayOptions['mode'], table: GatewayRoute[]): Reply {
  const routes = table.map(({ method, path, operationId, source }) => ({
    method,
    path,
    operationId,
    source
  }))
  return json(200, { mode, routes })
}

function failure(
  contract: Contract,
  code: string,
  { requestId }: GatewayRequest,
  message?: string,
  headers?: Record<string, string>
): Reply {
  const meaning = contract.codes[code] ?? { status: 500, message: code }
  const reply = json(meaning.status, { code, message: message ?? meaning.message, requestId })
  return { ...reply, headers: { ...reply.headers, ...headers } }
}

function json(status: number, value: unknown): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
  return { status, headers, body: JSON.stringify(value), source: 'gateway' }
}
