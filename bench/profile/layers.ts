import { readFileSync } from 'node:fs'
import { type Profiler } from 'node:inspector'
import { type Shares } from './index'

/** The first that matches the path of a module. */
const LAYERS: [name: string, module: RegExp][] = [
  ['mysql2', /node_modules\/(mysql2|sql-escaper|long|generate-function|named-placeholders)\//],
  ['axios', /node_modules\/(axios|follow-redirects|debug|ms|.*proxy.*|agent-base)\//],
  ['jsonwebtoken', /node_modules\/(jsonwebtoken|jws|jwa|.*ecdsa.*|safe-buffer|lodash.*)\//],
  ['door: contract', /tools\/contract\/door\/|gateway-config\/generated\//],
  ['door: reply and authorization', /shared\/http\//],
  ['log line', /shared\/core\/log/],
  ['deadlines', /shared\/core\/deadline/],
  ['around mysql2: retries, connections', /shared\/database\//],
  ['around axios', /shared\/http-client\//],
  ['WeChat', /shared\/wechat\//],
  ['accounts: sessions, tokens, sealing', /shared\/accounts\//],
  ['the operation', /cloudfunctions\//],
  ['other packages', /node_modules\//]
]

/**
 * CPU time by layer, in µs. What Node does for a layer is the layer's; what it does on its own, such as
 * reading a socket, is Node's. `bundle` was written with a comment before each module.
 */
export function shareOut(
  { nodes, samples = [], timeDeltas = [] }: Profiler.Profile,
  bundle: string
): Shares {
  const moduleOf = readModules(bundle)
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((c) => [c, id])))

  function layerOf(id: number): string | undefined {
    const own = byId.get(id)?.callFrame.functionName ?? ''
    if (own === '(idle)') return undefined
    if (own === '(garbage collector)') return 'garbage collection'
    let internal = ''
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const { url = '', lineNumber = 0 } = byId.get(at)?.callFrame ?? {}
      const inBundle = url.endsWith(bundle) ? moduleOf(lineNumber) : undefined
      const layer = inBundle && LAYERS.find(([, pattern]) => pattern.test(inBundle))?.[0]
      if (layer) return layer
      if (url.startsWith('node:')) internal = url
    }
    if (/crypto/.test(internal)) return 'Node: crypto'
    return internal ? 'Node: sockets, TLS, HTTP, promises' : 'the system, and V8'
  }

  const shares: Shares = {}
  for (const [i, id] of samples.entries()) {
    const layer = layerOf(id)
    if (layer) shares[layer] = (shares[layer] ?? 0) + (timeDeltas[i] ?? 0)
  }
  return shares
}

/** The module that a line of a bundle, from 0, belongs to. */
function readModules(bundle: string): (line: number) => string | undefined {
  let current: string | undefined
  const modules = readFileSync(bundle, 'utf8')
    .split('\n')
    .map((line) => (current = /^\/\/ (\S+\.(?:[cm]?js|ts|json))$/.exec(line)?.[1] ?? current))
  return (line) => modules[line]
}
