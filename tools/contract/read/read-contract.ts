import { stringify } from 'yaml'
import { type Contract } from '../model'
import { type Bundle } from './bundle'
import { METHOD_NAMES, type OpenApi } from './openapi'
import { readOperation } from './read-operation'
import { readSecuritySchemes } from './read-security'
import { SchemaReader } from './schemas'

/** What a document means; `openApi` is the same document with its references resolved. */
export function readContract(bundle: Bundle, openApi: OpenApi): Contract {
  const { text, document, files, written, place } = bundle
  const schemas = new SchemaReader(
    (document.components as { schemas?: object } | undefined)?.schemas
  )
  const operations = Object.entries(openApi.paths ?? {}).flatMap(([path, item]) =>
    METHOD_NAMES.flatMap((method) =>
      item[method] ? [readOperation(openApi, schemas, path, method, item)] : []
    )
  )
  return {
    // made when it is published
    get text() {
      return text ?? stringify(document, { aliasDuplicateObjects: false })
    },
    files,
    written,
    place,
    document,
    operations,
    warnings: [],
    notServed: [],
    basePaths: [],
    securitySchemes: readSecuritySchemes(openApi),
    codes: codesOf(openApi),
    clientTimeoutSeconds: openApi['x-client-timeout-seconds'] ?? 60,
    scenarios: openApi['x-scenarios'] ?? {}
  }
}

/** Those of every list of codes: a function may have some of its own. */
function codesOf({ components }: OpenApi): Contract['codes'] {
  const lists = Object.values(components?.schemas ?? {}).map((schema) => schema['x-codes'])
  return Object.assign({}, ...lists) as Contract['codes']
}
