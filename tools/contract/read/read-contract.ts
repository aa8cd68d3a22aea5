import { type Contract } from '../model'
import { METHOD_NAMES, type OpenApi } from './openapi'
import { readOperation } from './read-operation'
import { readSecuritySchemes } from './read-security'
import { type YamlFile } from './yaml-file'

/** What a document means; `openApi` is the same document with its references resolved. */
export function readContract({ text, value }: YamlFile, openApi: OpenApi): Contract {
  const operations = Object.entries(openApi.paths).flatMap(([path, item]) =>
    METHOD_NAMES.flatMap((method) =>
      item[method] ? [readOperation(openApi, path, method, item)] : []
    )
  )
  return {
    text,
    document: value as object,
    operations,
    securitySchemes: readSecuritySchemes(openApi),
    codes: openApi.components?.schemas?.ErrorCode?.['x-codes'] ?? {},
    clientTimeoutSeconds: openApi['x-client-timeout-seconds'] ?? 60,
    scenarios: openApi['x-scenarios'] ?? {}
  }
}
