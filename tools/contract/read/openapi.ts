import { type MockSettings, type ScenarioSettings } from '../mock-model'
import { type CodeMeaning } from '../model'

/** The parts of an OpenAPI document that are read, after its references are resolved. */
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

/** One way to authenticate: security schemes by name. */
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
