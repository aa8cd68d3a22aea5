import { type Contract } from '../model'
import { type Bundle, bundle } from '../read/bundle'
import {
  METHOD_NAMES,
  type OpenApi,
  type OperationNode,
  type PathItem,
  UNSUPPORTED_METHODS
} from '../read/openapi'
import { readContract } from '../read/read-contract'
import { resolveReferences } from '../read/resolve-references'
import { ContractError } from '../read/yaml-file'
import { findProblems } from './check-contract'
import { findErrors } from './check-schema'
import { documentSchema } from './document-schema'
import { dropBadKeywords } from './drop-bad-keywords'
import { operationSchema, pathItemSchema } from './lenient-schema'

/**
 * A contract that is only mocked. What this project would refuse is a warning, and an operation that
 * cannot be read is not served. Throws ContractError for what is not OpenAPI 3.
 */
export function readLeniently(file: string): Contract {
  const files = bundle(file)
  const { document, problem } = files
  const version = String(document.openapi ?? document.swagger)
  if (!/^3\.\d/.test(version))
    throw new ContractError([problem(['openapi'], `this is not OpenAPI 3.0 or 3.1 (${version})`)])
  const paths = document.paths ?? {}
  if (typeof paths !== 'object' || Array.isArray(paths))
    throw new ContractError([problem(['paths'], 'paths must be a mapping')])
  const warnings = [...files.problems, ...dropBadKeywords(files)]
  const notServed: string[] = []
  const whole = resolveReferences(document)
  const openApi = keepServed(files, whole, notServed)
  nameOperations(files, openApi, warnings)
  const contract = readContract(files, openApi)
  const broken = findErrors(openApi['x-scenarios'] ?? {}, {
    ...documentSchema.properties['x-scenarios'],
    $defs: documentSchema.$defs
  })
  if (broken.length) contract.scenarios = {}
  warnings.push(...broken.map(({ path, message }) => problem(['x-scenarios', ...path], message)))
  warnings.push(...findProblems(files, openApi, contract))
  warnings.push(...findCalledBack(files, openApi))
  const basePaths = readBasePaths(whole)
  // not a copy, which would write the text of a large document that nobody may publish
  return Object.assign(contract, { warnings: [...new Set(warnings)], notServed, basePaths })
}

/** Of its servers: clients that are made from the document call `https://host/v1/...`. */
function readBasePaths(document: OpenApi): string[] {
  const items = Object.values(document.paths ?? {})
  const operations = items.flatMap((item) => METHOD_NAMES.map((method) => item?.[method]))
  const servers = [document, ...items, ...operations].flatMap((node) => node?.servers ?? [])
  const paths = servers.map((server) => {
    const { url, variables } = server ?? {}
    const filledIn = String(url).replace(
      /\{([^{}]*)\}/g,
      (_variable, name: string) => variables?.[name]?.default ?? name
    )
    const [, path = ''] = /^(?:[a-z]+:\/\/[^/]*)?(\/[^?#]*?)\/*$/i.exec(filledIn) ?? []
    return path
  })
  return [...new Set(paths.filter(Boolean))]
}

/** What a server sends is described here, and sent by nobody. */
function findCalledBack({ document, problem }: Bundle, { paths = {} }: OpenApi): string[] {
  const found = document.webhooks ? [problem(['webhooks'], 'webhooks are not sent')] : []
  for (const [path, item] of Object.entries(paths))
    for (const method of METHOD_NAMES)
      if (item[method]?.callbacks)
        found.push(problem(['paths', path, method, 'callbacks'], 'callbacks are not sent'))
  return found
}

/** The document without the operations that cannot be read. */
function keepServed(files: Bundle, openApi: OpenApi, notServed: string[]): OpenApi {
  const paths: Record<string, PathItem> = {}
  for (const [path, item] of Object.entries(openApi.paths ?? {})) {
    if (path.startsWith('x-')) continue
    const refuse = (keys: string[], message: string, name = path) =>
      notServed.push(files.problem(['paths', path, ...keys], `${name} is not served: ${message}`))
    const [wrong] = findErrors(item, pathItemSchema)
    if (wrong || !path.startsWith('/')) {
      refuse(wrong?.path ?? [], wrong?.message ?? 'a path begins with /')
      continue
    }
    const { parameters = [] } = item
    const kept: PathItem = { parameters: parameters.filter(Boolean) }
    for (const [method, node] of Object.entries(item) as [string, OperationNode][]) {
      const name = `${method.toUpperCase()} ${path}`
      if ([...UNSUPPORTED_METHODS, 'query'].includes(method))
        refuse([method], 'only get, put, post, delete and patch are', name)
      const known = METHOD_NAMES.find((other) => other === method)
      if (!known) continue
      const [error] = findErrors(node, operationSchema)
      if (error) refuse([method, ...error.path], error.message, name)
      else kept[known] = { ...node, responses: node.responses ?? {} }
    }
    paths[path] = kept
  }
  return { ...openApi, paths }
}

/** Gives a name to operations that have none, or one that another has. */
function nameOperations(files: Bundle, { paths = {} }: OpenApi, warnings: string[]): void {
  const taken = new Set<string>()
  for (const [path, item] of Object.entries(paths))
    for (const method of METHOD_NAMES) {
      const node = item[method]
      if (!node) continue
      const wanted = node.operationId ?? nameOf(method, path)
      let name = wanted
      for (let i = 2; taken.has(name); i++) name = `${wanted}${i}`
      taken.add(name)
      if (name !== node.operationId)
        warnings.push(
          files.problem(
            ['paths', path, method, 'operationId'],
            `${method.toUpperCase()} ${path} has no operationId of its own: it is called ${name}`
          )
        )
      node.operationId = name
    }
}

/** `getUsersById` of GET /users/{id}. */
function nameOf(method: string, path: string): string {
  const words = path
    .replaceAll('{', 'by {')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
