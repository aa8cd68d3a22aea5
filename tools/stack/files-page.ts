import { consolePage, refuseOthers, table } from '../database'
import { type GatewayReply, type GatewayRequest, type OwnPages } from '../gateway'
import { type Scf } from '../scf'
import { type StoredFiles } from './stand-ins'

const PAGE = '/_gateway/files'

/** The console's page "files": what object storage has, and the calls that it caused. */
export function createFilesPage(files: StoredFiles, scf: Pick<Scf, 'listAsyncCalls'>): OwnPages {
  function list(): GatewayReply {
    const stored = files
      .list()
      .map(({ key, size, lastModified, headers }) => [
        { text: key, href: `${PAGE}/${encodeURIComponent(key)}` },
        size,
        headers['content-type'] ?? '',
        lastModified.toISOString()
      ])
    const calls = scf
      .listAsyncCalls()
      .map(({ name, requestId, since, state, failed }) => [
        name,
        requestId,
        new Date(since).toISOString(),
        state,
        failed
      ])
    return consolePage(
      200,
      `<h2>Files</h2>
<p class="hint">In the stand-in for object storage. Uploads wait under <code>upload/</code> until they are kept.</p>
${table(['Key', 'Bytes', 'Type', 'Since'], stored)}
<h2>Asynchronous calls</h2>
<p class="hint">The last ones. A function that fails is called twice more, a minute apart.</p>
${table(['Function', 'Request', 'Since', 'State', 'Failed'], calls)}`
    )
  }

  /** As a picture or as bytes, and never as a page that could run scripts. */
  function show(key: string): GatewayReply {
    const found = files.list(key).find((file) => file.key === key)
    if (!found) return consolePage(404, '<p>There is no such file.</p>')
    const type = found.headers['content-type'] ?? ''
    const headers = {
      'content-type': /^image\/(jpeg|png|webp|gif)$/.test(type) ? type : 'application/octet-stream',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff'
    }
    return { status: 200, headers, body: files.read(key), source: 'gateway' }
  }

  function answer(request: GatewayRequest): GatewayReply {
    const key = request.path.slice(PAGE.length + 1)
    return refuseOthers(request) ?? (key ? show(decode(key)) : list())
  }

  return {
    handle: (request) =>
      request.path === PAGE || request.path.startsWith(`${PAGE}/`)
        ? Promise.resolve(answer(request))
        : undefined
  }
}

function decode(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}
