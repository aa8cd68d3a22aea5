/** What a contract means, once it is read: shared by all that use it. */
import { type HttpMethod, type Validate } from './door/request-check'
import {
  type BodyRule,
  type ParameterRule,
  type Requirement,
  type SecurityScheme,
  type Shape
} from './door/rules'
import { type MockSettings, type ScenarioSettings } from './mock-model'

export interface Contract {
  /** One self-contained YAML file: as written, or made of the contract's files. */
  text: string
  /** The contract's own file first, then those that it refers to; all are absolute. */
  files: string[]
  /** The text of all of them when they were read, with `\0` between two. */
  written: string
  /** The file that has what is at a path of the document, and the path there. */
  place(path: readonly string[]): { file: string; path: string[] }
  /** All files as one document of OpenAPI 3.1, with references to its components. */
  document: object
  /** What was passed over in a contract that is only mocked, by file and line. */
  warnings: string[]
  /** The operations of such a contract that cannot be served, and why. */
  notServed: string[]
  operations: Operation[]
  /** The paths of the servers of such a contract, without a slash at the end. */
  basePaths: string[]
  securitySchemes: Record<string, SecurityScheme>
  codes: Record<string, CodeMeaning>
  /** How long a client waits for a reply. */
  clientTimeoutSeconds: number
  scenarios: Record<string, ScenarioSettings>
}

export interface Operation {
  operationId: string
  /** The first segment of the path, which is also the name of folder, bundle and deploy entry. */
  function: string
  method: HttpMethod
  path: string
  parameters: ParameterRule[]
  /** Of `{ query, path, header, cookie }`, defaults included; header names are in lower case. */
  parametersSchema: object
  /** Left out where the operation takes none. */
  body?: BodyRule
  /** Of JSON bodies, forms and multipart bodies, by the name of their validator. */
  bodySchemas: Record<string, object>
  responses: ResponseRule[]
  /** Alternatives; none where the operation is public. An empty one lets everyone in. */
  security: Requirement[]
  /** Whether every caller that is let in has a session. */
  authenticated: boolean
  /** In the contract's order; the first one with a status below 300 is the default. */
  examples: Example[]
  mock: MockSettings
}

/** What is declared for a status: `200`, `2XX` or `default`. */
export interface ResponseRule {
  status: string
  headers: HeaderRule[]
  media: { type: string; schema?: object }[]
}

export interface HeaderRule {
  name: string
  required: boolean
  shape: Shape
  schema: object
  /** As it is sent. */
  example?: string
}

export interface Example {
  status: number
  /** The status as declared: `200`, `2XX` or `default`. */
  declared: string
  /** Left out for a response without a body. */
  mediaType?: string
  name: string
  /** undefined for a response without a body */
  value: unknown
  /** The contract has no example: the value is made from the schema. */
  isMade?: true
}

/** camelCase and short, because mocks send the example's name in a header. */
export const EXAMPLE_NAME = /^[a-z][A-Za-z0-9]{0,40}$/

/** What one code of the contract means to a client. */
export interface CodeMeaning {
  status: number
  message: string
  retry: 'no' | 'sameCode' | 'newCode' | 'login'
  retryAfterSeconds?: number
}

/** Reports what is wrong at a path of the document. */
export type Report = (path: readonly string[], message: string) => void

/** By operationId and part: loginBody, loginQuery. */
export type Validators = Record<string, Validate | undefined>
