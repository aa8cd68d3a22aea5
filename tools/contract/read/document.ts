import type { MockSettings } from './mock-settings'
import type { ScenarioSettings } from './scenario-settings'

/** The parts of an OpenAPI document that are read here, once its references are resolved. */
export interface OpenApi {
  paths: Record<string, PathItem>
  security?: SecurityNode[]
  components?: {
    schemas?: { ErrorCode?: ErrorCodeNode }
    securitySchemes?: Record<string, { type: string; name?: string }>
  }
  'x-client-timeout-seconds'?: number
  'x-scenarios'?: Record<string, ScenarioSettings>
}

export const METHOD_NAMES = ['get', 'put', 'post', 'delete', 'patch'] as const
export type MethodName = (typeof METHOD_NAMES)[number]

export type PathItem = Partial<Record<MethodName, OperationNode>> & { parameters?: ParameterNode[] }

export interface OperationNode {
  operationId?: string
  security?: SecurityNode[]
  parameters?: ParameterNode[]
  requestBody?: ContentNode
  responses: Record<string, ContentNode>
  'x-mock'?: MockSettings
}

/** One way to prove who one is: schemes by name. */
type SecurityNode = Record<string, string[]>

interface ParameterNode {
  name: string
  in: string
  required?: boolean
  schema?: object
}

interface ContentNode {
  content?: { 'application/json'?: { schema?: object; examples?: Record<string, ExampleNode> } }
}

interface ExampleNode {
  value?: unknown
}

interface ErrorCodeNode {
  enum?: string[]
  'x-codes'?: Record<string, CodeMeaning>
}

/** What one code of the contract means to a client. */
export interface CodeMeaning {
  status: number
  message: string
  retry: 'no' | 'sameCode' | 'newCode' | 'login'
  retryAfterSeconds?: number
}

/**
 * A copy in which what each local `$ref` names stands in its place; the same reference gives the
 * same object. Throws an Error that names a bad one.
 */
export function dereference(root: unknown): unknown {
  const known = new Map<string, unknown>()
  const resolve = (node: unknown, trail: string[]): unknown => {
    if (Array.isArray(node)) return node.map((item) => resolve(item, trail))
    if (node === null || typeof node !== 'object') return node
    const ref = (node as { $ref?: unknown }).$ref
    if (typeof ref !== 'string')
      return Object.fromEntries(
        Object.entries(node).map(([key, value]) => [key, resolve(value, trail)])
      )
    if (trail.includes(ref)) throw new BadReference(ref, `$ref ${ref} leads back to itself`)
    if (!known.has(ref)) known.set(ref, resolve(follow(root, ref), [...trail, ref]))
    return known.get(ref)
  }
  return resolve(root, [])
}

/** A `$ref` that cannot be followed. */
export class BadReference extends Error {
  constructor(
    readonly ref: string,
    message: string
  ) {
    super(message)
    this.name = 'BadReference'
  }
}

function follow(root: unknown, ref: string): unknown {
  const keys = ref.startsWith('#/') ? ref.slice(2).split('/') : ['not a local reference']
  let at = root
  for (const key of keys)
    at = (at as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/')]
  if (at === undefined) throw new BadReference(ref, `$ref ${ref} leads nowhere`)
  return at
}
