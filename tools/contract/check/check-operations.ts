import { isParsed } from '../door/read-body'
import { MAX_PARSED_BYTES } from '../door/read-named'
import { type Report } from '../model'
import {
  METHOD_NAMES,
  type OpenApi,
  type OperationNode,
  type SecurityNode,
  UNSUPPORTED_METHODS
} from '../read/openapi'
import { kindOfMedia } from '../read/read-media'

/** Each operation needs a unique name, a supported method, and examples. */
export function checkOperations(openApi: OpenApi, report: Report): void {
  const { paths, components } = openApi
  const schemes = Object.keys(components?.securitySchemes ?? {})
  const checkSecurity = (nodes: SecurityNode[] | undefined, at: string[]) => {
    for (const name of (nodes ?? []).flatMap(Object.keys))
      if (!schemes.includes(name)) report(at, `components.securitySchemes has no ${name}`)
  }
  checkSecurity(openApi.security, ['security'])
  const owners = new Map<string, string>()
  for (const [path, item] of Object.entries(paths ?? {}))
    for (const [method, node] of Object.entries(item) as [string, OperationNode | null][]) {
      const at = ['paths', path, method]
      const name = `${method.toUpperCase()} ${path}`
      if (UNSUPPORTED_METHODS.includes(method))
        report(at, `${name}: only get, put, post, delete and patch are supported`)
      if (METHOD_NAMES.some((known) => known === method) && node) {
        checkOperation(node, at, report)
        checkSecurity(node.security, [...at, 'security'])
      }
      const { operationId } = node ?? {}
      if (operationId === undefined) continue
      const owner = owners.get(operationId)
      if (owner) report([...at, 'operationId'], `${operationId} is already the name of ${owner}`)
      owners.set(operationId, name)
    }
}

function checkOperation(node: OperationNode, at: string[], report: Report): void {
  const [, path, method = ''] = at
  const { operationId = '', requestBody, responses } = node
  if (!/^[a-z][A-Za-z0-9]*$/.test(operationId))
    report(at, `${method.toUpperCase()} ${path} needs an operationId in camelCase`)
  const maxBytes = requestBody?.['x-max-body-bytes'] ?? node['x-max-body-bytes'] ?? 0
  const types = Object.keys(requestBody?.content ?? {})
  const isAllParsed = types.every((type) => isParsed({ kind: kindOfMedia(type) }))
  if (types.length && isAllParsed && maxBytes > MAX_PARSED_BYTES)
    report(
      at,
      `${operationId}: x-max-body-bytes is at most ${MAX_PARSED_BYTES} for ${types.join(' and ')}`
    )
  for (const [status, { content }] of Object.entries(responses)) {
    const media = Object.entries(content ?? {}).filter(([type]) => kindOfMedia(type) === 'json')
    if (media.some(([, { examples, ...others }]) => !examples && !('example' in others)))
      report([...at, 'responses', status], `${operationId} ${status} has no named example`)
  }
  if (!Object.keys(responses).some((status) => /^([23]|default$)/.test(status)))
    report(at, `${operationId} has no successful response`)
}
