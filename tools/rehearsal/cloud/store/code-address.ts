import { createHash, createHmac } from 'node:crypto'
import { type CloudFunction, functionOf, type State, type Version } from '../state'

export interface StoreAnswer {
  status: number
  headers?: Record<string, string>
  body?: string | Buffer
}

/** The platform keeps uploaded code in a store of its own, which no key of the account opens. */
export const CODE_BUCKET = 'scf-code'

/** The response of GetFunctionAddress: a signed URL that needs no other credentials. */
export function codeAddress(state: State, found: CloudFunction, { version, code }: Version) {
  const { region } = state.account
  const place = `/${found.name}/${encodeURIComponent(version)}`
  return {
    Url: `https://${CODE_BUCKET}.cos.${region}.myqcloud.com${place}?sign=${sign(state, place)}`,
    CodeSha256: createHash('sha256').update(code).digest('hex')
  }
}

/** Serves such a URL. */
export function serveCode(state: State, url: URL): StoreAnswer {
  const [, name = '', version = ''] = url.pathname.split('/')
  if (url.searchParams.get('sign') !== sign(state, url.pathname)) return { status: 403 }
  return { status: 200, body: versionOf(state, name, decodeURIComponent(version))?.code }
}

/** A version of a function; `$LATEST` is one too. */
export function versionOf(state: State, FunctionName: string, name: string): Version | undefined {
  const { latest, versions } = functionOf(state, { FunctionName })
  return [latest, ...versions].find(({ version }) => version === name)
}

function sign({ account }: State, place: string): string {
  return createHmac('sha1', account.secretKey).update(place).digest('hex')
}
