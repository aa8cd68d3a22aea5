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

const PAGE_FILES = [
  ...[
    'colours.css',
    'base.css',
    'layout.css',
    'parts.css',
    'choice.css',
    'data.css',
    'routes.css',
    'versions.css',
    'log.css'
  ],
  ...['tabs.css', 'icon.svg', 'main.js', 'api.js', 'dom.js', 'log.js', 'routes.js'],
  ...['scenarios.js', 'versions.js', 'every.js', 'tabs.js']
]

const DOCS_FILES = ['docs.css', 'operations.css', 'forms.css', 'docs.js', 'folded-response.js']

/** By address. Only listed files are ever read from the disk. */
const assets = new Map<string, Asset>([
  ['/_gateway/', ours('page', 'index.html')],
  ...PAGE_FILES.map((name) => [`/_gateway/assets/${name}`, ours('page', name)] as const),
  ['/docs/', { ...ours('docs', 'index.html'), policy: SWAGGER }],
  ...DOCS_FILES.map((name) => [`/docs/${name}`, ours('docs', name)] as const),
  ['/docs/swagger-ui.css', swagger('swagger-ui.css')],
  ['/docs/swagger-ui-bundle.js', swagger('swagger-ui-bundle.js')]
])

export function findAsset(address: string): Asset | undefined {
  return assets.get(address)
}

function ours(...names: string[]): Asset {
  return { file: path.join(__dirname, ...names), policy: OURS }
}

function swagger(name: string): Asset {
  return { file: require.resolve(`swagger-ui-dist/${name}`), policy: SWAGGER }
}
