/**
 * Stands in for the part of Tencent Cloud that a deployment talks to: CAM, the object store, SCF,
 * Tag, CLS, SSM, and the public addresses of what was deployed. Clients reach it as their HTTP(S)
 * proxy.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findTarget, isPublicAddress } from './addresses'
import { actions } from './actions'
import { createInvokeActions } from './actions/invoke'
import { createApi } from './api'
import type { Call } from './call'
import { useAuthority } from './certificates'
import { serveCode } from './code-address'
import { createStore } from './cos'
import { createFaults, type Faults } from './faults'
import { createRunning } from './running'
import { startServer, type Reply, type Request } from './server'
import { createState, type State } from './state'

export { isWrite, type Call } from './call'
export type { Faults } from './faults'
export type { State } from './state'

export interface TencentCloud {
  /**
   * What a client process needs in its environment: the proxy, whom to trust, the account's key.
   */
  env: Record<string, string>
  /** The proxy's port on 127.0.0.1. */
  port: number
  /** The authority's certificate, PEM. */
  caPem: string
  /** All that reached it, in order. */
  calls: Call[]
  state: State
  faults: Faults
  stop: () => Promise<void>
}

export interface TencentCloudOptions {
  log: (line: string) => void
  /** From 0 to 1, for aliases that share their calls out; Math.random unless said otherwise */
  random?: () => number
}

const ACCOUNT = {
  appId: '1250000000',
  uin: '100000000001',
  secretId: 'AKIDrehearsal0000000000000000000000',
  secretKey: 'rehearsal0000000000000000000000000',
  region: 'ap-guangzhou'
}

export async function startTencentCloud(options: TencentCloudOptions): Promise<TencentCloud> {
  const state = createState(ACCOUNT)
  const calls: Call[] = []
  const faults = createFaults(state.stuck)
  const authority = useAuthority()
  const store = createStore(state, calls)
  let network: Record<string, string> = {}
  const running = createRunning(state, {
    random: Math.random,
    ...options,
    network: () => network
  })
  const api = createApi(state, { ...actions, ...createInvokeActions(running) }, faults, calls)

  function knows(host: string): boolean {
    const isKnown =
      /^(cam|scf|tag|cls|ssm)\.tencentcloudapi\.com$/.test(host) ||
      host.endsWith('.myqcloud.com') ||
      isPublicAddress(state, host)
    if (!isKnown)
      calls.push({
        service: host,
        action: '',
        parameters: {},
        outcome: 'dead',
        signature: 'none'
      })
    return isKnown
  }

  async function answer(request: Request): Promise<Reply> {
    const { url } = request
    const signed = { ...request, host: url.hostname }
    if (url.hostname.endsWith('.tencentcloudapi.com'))
      return { status: 200, body: await api(signed) }
    if (url.hostname.endsWith('.myqcloud.com'))
      return serveCode(state, url, calls) ?? store(signed, url)
    return (await callFunction(request)) ?? { status: 404, body: '{"errorCode":404}' }
  }

  async function callFunction({ method, url, headers, body }: Request): Promise<Reply | undefined> {
    const target = findTarget(state, url.hostname, url.pathname)
    if (!target) return undefined
    return running.call(target.functionName, target.qualifier, {
      method,
      path: target.path,
      query: Object.fromEntries(url.searchParams),
      headers,
      body: body.toString()
    })
  }

  const server = await startServer(
    { knows, answer, cuts: (_host, pathname) => faults.cuts(pathname) },
    authority
  )
  const folder = await mkdtemp(path.join(tmpdir(), 'weapp-scf-ca-'))
  const caFile = path.join(folder, 'ca.pem')
  await writeFile(caFile, authority.caPem)
  const proxy = `http://127.0.0.1:${server.port}`
  network = {
    http_proxy: proxy,
    https_proxy: proxy,
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    NODE_EXTRA_CA_CERTS: caFile
  }
  return {
    env: {
      ...network,
      TENCENTCLOUD_SECRET_ID: ACCOUNT.secretId,
      TENCENTCLOUD_SECRET_KEY: ACCOUNT.secretKey
    },
    port: server.port,
    caPem: authority.caPem,
    calls,
    state,
    faults,
    async stop() {
      await server.stop()
      await running.stop()
      await rm(folder, { recursive: true, force: true })
    }
  }
}
