import { type ParameterPlace, type ParameterStyle } from '../door/rules'
import { type MockSettings, type ScenarioSettings } from '../mock-model'
import { type CodeMeaning } from '../model'

/** The parts of an OpenAPI document that are read, after its references are resolved. */
export interface OpenApi extends WithServers {
  paths?: Record<string, PathItem>
  security?: SecurityNode[]
  components?: {
    schemas?: Record<string, SchemaNode>
    securitySchemes?: Record<string, SecuritySchemeNode>
  }
  'x-client-timeout-seconds'?: number
  'x-scenarios'?: Record<string, ScenarioSettings>
}

interface WithServers {
  servers?: ({ url?: unknown; variables?: Record<string, { default?: string } | null> } | null)[]
}

export const METHOD_NAMES = ['get', 'put', 'post', 'delete', 'patch'] as const
/** OpenAPI allows these, but neither gateway nor functions answer them. */
export const UNSUPPORTED_METHODS = ['options', 'head', 'trace']
export type MethodName = (typeof METHOD_NAMES)[number]

export type PathItem = Partial<Record<MethodName, OperationNode>> &
  WithServers & { parameters?: ParameterNode[] }

export interface OperationNode extends WithServers {
  operationId?: string
  security?: SecurityNode[]
  parameters?: ParameterNode[]
  requestBody?: ContentNode & { required?: boolean; 'x-max-body-bytes'?: number }
  responses: Record<string, ContentNode & { headers?: Record<string, HeaderNode> }>
  callbacks?: object
  'x-max-body-bytes'?: number
  'x-mock'?: MockSettings
}

/** One way to authenticate: security schemes by name. */
export type SecurityNode = Record<string, string[]>

export interface SecuritySchemeNode {
  type: string
  scheme?: string
  in?: 'header' | 'cookie' | 'query'
  name?: string
}

export interface ParameterNode extends HeaderNode {
  name: string
  in: ParameterPlace
  style?: ParameterStyle
  allowEmptyValue?: true
  allowReserved?: true
}

export interface HeaderNode extends ContentNode {
  required?: boolean
  explode?: boolean
  schema?: object
  example?: unknown
  examples?: Record<string, ExampleNode>
}

export interface ContentNode {
  /** By media type. */
  content?: Record<string, MediaNode>
}

export interface MediaNode {
  schema?: object
  /** By field of a form or multipart body. */
  encoding?: Record<string, EncodingNode>
  example?: unknown
  examples?: Record<string, ExampleNode>
}

export interface EncodingNode {
  contentType?: string
  style?: ParameterStyle
  explode?: boolean
}

interface ExampleNode {
  value?: unknown
}

/** A list of codes says beside it what they mean. */
interface SchemaNode {
  enum?: string[]
  'x-codes'?: Record<string, CodeMeaning>
}
