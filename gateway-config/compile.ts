import { readFileSync } from 'node:fs'
import { LineCounter, parseDocument, type Document } from 'yaml'
import {
  dereference,
  METHOD_NAMES,
  type CodeMeaning,
  type MethodName,
  type OpenApi,
  type OperationNode
} from './document'
import type { HttpMethod } from './request-check'

export interface Example {
  status: number
  name: string
  /** undefined where the contract gives no body */
  value: unknown
}

export interface Operation {
  operationId: string
  /** The first segment of the path: folder, bundle and deploy entry have this name. */
  function: string
  method: HttpMethod
  path: string
  authenticated: boolean
  bodySchema?: object
  querySchema: object
  /** Named answers in the contract's order; the first one below 300 is the default. */
  examples: Example[]
  /** By status. */
  responseSchemas: Map<number, object | undefined>
}

export interface Contract {
  /** As written, references included. */
  document: object
  operations: Operation[]
  codes: Record<string, CodeMeaning>
}

/** The contract cannot be used; each problem is one line `file:line: what is wrong`. */
export class ContractError extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join('\n'))
    this.name = 'ContractError'
  }
}

type Report = (path: string[], message: string) => void

/** Reads an OpenAPI 3.1 file into what the gateway and the generator need. Throws ContractError. */
export function readContract(file: string): Contract {
  const lines = new LineCounter()
  const yaml = parseDocument(readFileSync(file, 'utf8'), {
    lineCounter: lines,
    prettyErrors: false
  })
  const problems = yaml.errors.map((e) => `${file}:${lines.linePos(e.pos[0]).line}: ${e.message}`)
  if (problems.length) throw new ContractError(problems)
  const report: Report = (path, message) =>
    problems.push(`${file}:${lineOf(yaml, lines, path)}: ${message}`)

  const document = yaml.toJS() as object
  const openApi = resolveAll(document, file)
  const operations = Object.entries(openApi.paths ?? {}).flatMap(([path, item]) =>
    METHOD_NAMES.flatMap((method) => {
      const node = item[method]
      return node ? [readOperation(path, method, node, openApi.security ?? [], report)] : []
    })
  )
  if (!operations.length) report(['paths'], 'the contract has no operation')
  const codes = readCodes(openApi, report)
  if (problems.length) throw new ContractError(problems)
  return { document, operations, codes }
}

function resolveAll(document: object, file: string): OpenApi {
  try {
    return dereference(document) as OpenApi
  } catch (error) {
    throw new ContractError([`${file}:1: ${(error as Error).message}`])
  }
}

function readOperation(
  path: string,
  method: MethodName,
  node: OperationNode,
  security: unknown[],
  report: Report
): Operation {
  const { operationId = '', responses = {}, parameters = [] } = node
  const here = ['paths', path, method]
  if (!/^[a-z][A-Za-z0-9]*$/.test(operationId))
    report(here, `${method.toUpperCase()} ${path} needs an operationId in camelCase`)
  const examples = Object.entries(responses).flatMap(([status, { content }]): Example[] => {
    const media = content?.['application/json']
    if (!media) return [{ status: Number(status), name: 'empty', value: undefined }]
    if (!media.examples)
      report([...here, 'responses', status], `${operationId} ${status} has no named example`)
    return Object.entries(media.examples ?? {}).map(([name, { value }]) => ({
      status: Number(status),
      name,
      value
    }))
  })
  if (!examples.some(({ status }) => status < 300))
    report(here, `${operationId} has no successful response`)
  const query = parameters.filter((parameter) => parameter.in === 'query')
  return {
    operationId,
    function: path.split('/')[1] ?? '',
    method: method.toUpperCase() as HttpMethod,
    path,
    authenticated: (node.security ?? security).length > 0,
    bodySchema: node.requestBody?.content?.['application/json']?.schema,
    querySchema: {
      type: 'object',
      additionalProperties: false,
      required: query.filter(({ required }) => required).map(({ name }) => name),
      properties: Object.fromEntries(query.map(({ name, schema }) => [name, schema ?? {}]))
    },
    examples,
    responseSchemas: new Map(
      Object.entries(responses).map(([status, { content }]) => [
        Number(status),
        content?.['application/json']?.schema
      ])
    )
  }
}

function readCodes({ components }: OpenApi, report: Report): Contract['codes'] {
  const { enum: names = [], 'x-codes': codes = {} } = components?.schemas?.ErrorCode ?? {}
  for (const name of names)
    if (!codes[name])
      report(['components', 'schemas', 'ErrorCode', 'enum'], `x-codes lacks ${name}`)
  return codes
}

/** The line of the deepest node on the path that the file has. */
function lineOf(yaml: Document, lines: LineCounter, path: string[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = yaml.getIn(path.slice(0, depth), true) as { range?: number[] } | undefined
    if (node?.range?.[0] !== undefined) return lines.linePos(node.range[0]).line
  }
  return 1
}
