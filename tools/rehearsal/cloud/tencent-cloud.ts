import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { actions } from './actions'
import { createInvokeActions } from './actions/invoke'
import { createApi } from './api/api'
import { type CloudCall } from './calls'
import { createFaults, type Faults } from './faults'
import { createFunctionRunner } from './functions/run-functions'
import { findTarget, isPublicAddress } from './network/addresses'
import { useAuthority } from './network/certificates'
import { type ProxiedRequest, type ProxyReply, startProxy } from './network/proxy'
import { createState, type State } from './state'
import { createStore } from './store/object-store'
import { type Truth, TRUTHS } from './truth'

export interface TencentCloud {
  /**
   * What a client process needs in its environment: the proxy, its authority, the account's key.
   */
  env: Record<string, string>
  /** The proxy's port on 127.0.0.1. */
  port: number
  /** The authority's certificate, PEM. */
  caPem: string
  /** Every request that reached it, in order. */
  calls: CloudCall[]
  state: State
  faults: Faults
  stop: () => Promise<void>
}

interface TencentCloudOptions {
  log: (line: string) => void
  /** From 0 to 1; chooses a version where an alias splits its traffic. Math.random by default. */
  random?: () => number
  /** How the cloud behaves where nobody knows; `lenient` by default. */
  truth?: Truth
}

const ACCOUNT = {
  appId: '1250000000',
  uin: '100000000001',
  secretId: 'AKIDrehearsal0000000000000000000000',
  secretKey: 'rehearsal0000000000000000000000000',
  region: 'ap-guangzhou'
}
const API_HOST = /^(cam|scf|tag|cls|monitor|ssm)\.tencentcloudapi\.com$/
const STORE_DOMAIN = '.myqcloud.com'

/**
 * Starts a stand-in for the part of Tencent Cloud that a deployment talks to: CAM, the object
 * store, SCF, Tag, CLS, Monitor, SSM, and the public addresses of the deployed functions. Clients use it as
 * their HTTP(S) proxy.
 */
export async function startTencentCloud({
  log,
  random = Math.random,
  truth = TRUTHS.lenient
}: TencentCloudOptions): Promise<TencentCloud> {
  const state = createState(ACCOUNT, truth)
  const calls: CloudCall[] = []
  const faults = createFaults(state.stuck)
  const authority = useAuthority()
  const store = createStore(state, calls)
  let network: Record<string, string> = {}
  const runner = createFunctionRunner(state, { log, random, network: () => network })
  const api = createApi(state, { ...actions, ...createInvokeActions(runner) }, faults, calls)

  function knows(host: string): boolean {
    if (API_HOST.test(host) || host.endsWith(STORE_DOMAIN) || isPublicAddress(state, host))
      return true
    calls.push({ service: host, action: '', parameters: {}, outcome: 'dead', signature: 'none' })
    return false
  }

  async function answer(request: ProxiedRequest): Promise<ProxyReply> {
    const { url } = request
    const signed = { ...request, host: url.hostname }
    if (API_HOST.test(url.hostname)) return { status: 200, body: await api(signed) }
    if (url.hostname.endsWith(STORE_DOMAIN)) return store(signed, url)
    return (await callFunction(request)) ?? { status: 404, body: '{"errorCode":404}' }
  }

  async function callFunction({ method, url, headers, body }: ProxiedRequest) {
    const target = findTarget(state, url.hostname, url.pathname)
    if (!target) return undefined
    return runner.call(target.functionName, target.qualifier, {
      method,
      path: target.path,
      rawQuery: url.search.slice(1),
      headers,
      body
    })
  }

  const cuts = (_host: string, pathname: string) => faults.cuts(pathname)
  const proxy = await startProxy({ knows, answer, cuts }, authority)
  const folder = await mkdtemp(path.join(tmpdir(), 'scf-ca-'))
  const caFile = path.join(folder, 'ca.pem')
  await writeFile(caFile, authority.caPem)
  const proxyUrl = `http://127.0.0.1:${proxy.port}`
  network = {
    http_proxy: proxyUrl,
    https_proxy: proxyUrl,
    HTTP_PROXY: proxyUrl,
    HTTPS_PROXY: proxyUrl,
    NODE_EXTRA_CA_CERTS: caFile
  }
  return {
    env: {
      ...network,
      TENCENTCLOUD_SECRET_ID: ACCOUNT.secretId,
      TENCENTCLOUD_SECRET_KEY: ACCOUNT.secretKey
    },
    port: proxy.port,
    caPem: authority.caPem,
    calls,
    state,
    faults,
    async stop() {
      await proxy.stop()
      await runner.stop()
      await rm(folder, { recursive: true, force: true })
    }
  }
}
