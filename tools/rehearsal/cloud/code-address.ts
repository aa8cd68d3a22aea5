import { createHash, createHmac } from 'node:crypto'
import type { Call } from './call'
import type { StoreAnswer } from './cos'
import { functionOf, type CloudFunction, type State, type Version } from './state'

/** Where the platform keeps what was uploaded: a store of its own, which no key of ours opens. */
const isCodeHost = (host: string) => host.startsWith('scf-code.cos.')

/** What GetFunctionAddress tells: an address that whoever has it may read. */
export function codeAddress(state: State, found: CloudFunction, { version, code }: Version) {
  const { region } = state.account
  const place = `/${found.name}/${encodeURIComponent(version)}`
  return {
    Url: `https://scf-code.cos.${region}.myqcloud.com${place}?sign=${sign(state, place)}`,
    CodeSha256: createHash('sha256').update(code).digest('hex')
  }
}

/** Answers such an address; undefined for all others. Records the call. */
export function serveCode(state: State, url: URL, calls: Call[]): StoreAnswer | undefined {
  if (!isCodeHost(url.hostname)) return undefined
  const action = `GET ${url.pathname}`
  const call: Call = { service: 'cos', action, parameters: {}, signature: 'COS', outcome: 'ok' }
  calls.push(call)
  const [, name = '', version = ''] = url.pathname.split('/')
  if (url.searchParams.get('sign') !== sign(state, url.pathname)) {
    call.outcome = '403'
    return { status: 403 }
  }
  return { status: 200, body: versionOf(state, name, decodeURIComponent(version))?.code }
}

/** A version of a function, `$LATEST` included. */
export function versionOf(state: State, FunctionName: string, name: string): Version | undefined {
  const { latest, versions } = functionOf(state, { FunctionName })
  return [latest, ...versions].find(({ version }) => version === name)
}

function sign({ account }: State, place: string): string {
  return createHmac('sha1', account.secretKey).update(place).digest('hex')
}
