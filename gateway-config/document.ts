/** The parts of an OpenAPI document that are read here, once its references are resolved. */
export interface OpenApi {
  paths?: Record<string, Partial<Record<MethodName, OperationNode>>>
  security?: unknown[]
  components?: { schemas?: { ErrorCode?: ErrorCodeNode } }
}

export const METHOD_NAMES = ['get', 'put', 'post', 'delete', 'patch'] as const
export type MethodName = (typeof METHOD_NAMES)[number]

export interface OperationNode {
  operationId?: string
  security?: unknown[]
  parameters?: { name: string; in: string; required?: boolean; schema?: object }[]
  requestBody?: ContentNode
  responses?: Record<string, ContentNode>
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
 * A copy in which what each local `$ref` names stands in its place. Throws an Error that names a
 * bad one.
 */
export function dereference(root: unknown, node = root, trail: string[] = []): unknown {
  if (Array.isArray(node)) return node.map((item) => dereference(root, item, trail))
  if (node === null || typeof node !== 'object') return node
  const ref = (node as { $ref?: unknown }).$ref
  if (typeof ref === 'string') {
    if (trail.includes(ref)) throw new Error(`$ref ${ref} leads back to itself`)
    return dereference(root, follow(root, ref), [...trail, ref])
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, dereference(root, value, trail)])
  )
}

function follow(root: unknown, ref: string): unknown {
  const keys = ref.startsWith('#/') ? ref.slice(2).split('/') : ['not a local reference']
  let at = root
  for (const key of keys)
    at = (at as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/')]
  if (at === undefined) throw new Error(`$ref ${ref} leads nowhere`)
  return at
}
