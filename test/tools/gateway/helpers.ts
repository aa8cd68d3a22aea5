import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type GatewayOptions, startGateway } from '../../../tools/gateway'
import { contractInOneFile } from '../../support/contract-text'
import { project } from '../../support/project'
import { bearer, postJson } from '../../support/stack'

export type Edit = (text: string) => string
export type MockGateway = Awaited<ReturnType<typeof startMock>>

/** A gateway in mock mode with its own copy of the contract, which the test may edit. */
export async function startMock(options: Partial<GatewayOptions> = {}, change: Edit = (t) => t) {
  const folder = mkdtempSync(path.join(tmpdir(), 'gateway contract-'))
  const contractFile = path.join(folder, 'openapi.yaml')
  const environmentsFile = path.join(folder, 'environments.yaml')
  writeFileSync(contractFile, contractInOneFile())
  cpSync(project.environmentsFile, environmentsFile)
  const edit = (how: Edit) => writeFileSync(contractFile, how(readFileSync(contractFile, 'utf8')))
  edit(change)
  const lines: string[] = []
  const gateway = await startGateway({
    ...project,
    contractFile,
    environmentsFile,
    localDir: folder,
    mode: 'mock',
    port: 0,
    log: (line) => lines.push(line),
    ...options
  })
  const send = (where: string, init?: RequestInit) => fetch(gateway.url + where, init)
  return {
    url: gateway.url,
    contractFile,
    lines,
    edit,
    send,
    login: (body: object = { code: 'dev-alice-1' }, prefer?: string) =>
      send('/login', prefer === undefined ? postJson(body) : preferring(prefer, postJson(body))),
    async tokenOf(code: string): Promise<string> {
      const response = await send('/login', postJson({ code }))
      return ((await response.json()) as { token: string }).token
    },
    session: (token: string, init?: RequestInit) => send('/session', bearer(token, init)),
    async stop() {
      await gateway.stop()
      rmSync(folder, { recursive: true })
    }
  }
}

export function preferring(prefer: string, init: RequestInit = {}): RequestInit {
  return { ...init, headers: { ...(init.headers as Record<string, string>), prefer } }
}

/** The status, and what answered by X-Gateway-Source. */
export function sourceOf(response: Response): [number, string | null] {
  return [response.status, response.headers.get('x-gateway-source')]
}
