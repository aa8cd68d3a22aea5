import { readdirSync } from 'node:fs'
import path from 'node:path'

export interface Asset {
  file: string
  /** Content-Security-Policy */
  policy: string
}

const OURS = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/** Swagger UI sets style attributes and uses icons from data: addresses. */
const SWAGGER = OURS.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
  "img-src 'self'",
  "img-src 'self' data:"
)

/** By address. Only these files are ever read from the disk. */
const assets = new Map<string, Asset>([
  ['/_gateway/', ours('page', 'index.html')],
  ...partsOf('page', '/_gateway/assets/'),
  ['/docs/', { ...ours('docs', 'index.html'), policy: SWAGGER }],
  ...partsOf('docs', '/docs/'),
  ['/docs/swagger-ui.css', swagger('swagger-ui.css')],
  ['/docs/swagger-ui-bundle.js', swagger('swagger-ui-bundle.js')]
])

/** What a page loads, by address. */
function partsOf(folder: string, address: string): [address: string, Asset][] {
  const names = readdirSync(path.join(__dirname, folder)).filter((name) => name !== 'index.html')
  return names.map((name) => [address + name, ours(folder, name)])
}

export function findAsset(address: string): Asset | undefined {
  return assets.get(address)
}

function ours(...names: string[]): Asset {
  return { file: path.join(__dirname, ...names), policy: OURS }
}

function swagger(name: string): Asset {
  return { file: require.resolve(`swagger-ui-dist/${name}`), policy: SWAGGER }
}
