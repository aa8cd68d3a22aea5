import { type OperationId, type ParameterPlace, routes } from './contract'

/** How a parameter is written; what is left out is OpenAPI's default for its place. */
export interface Rule {
  name: string
  in: ParameterPlace
  style?: string
  explode?: boolean
  allowReserved?: boolean
  json?: boolean
}

export interface Media {
  type: string
  kind: string
  /** How the fields of a form are written, where it is not OpenAPI's default. */
  encoding?: Readonly<Record<string, Partial<Pick<Rule, 'style' | 'explode' | 'json'>>>>
}

/** What the client reads of an operation's generated route. */
export interface Route {
  method: string
  path: string
  authenticated: boolean
  parameters?: readonly Rule[]
  body?: { required: boolean; media: readonly Media[] }
  /** Alternatives of security schemes that are all required; an empty one lets everyone in. */
  security?: readonly (readonly string[])[]
  /** Media types by status (`200`, `2XX`, `default`); JSON with 200 where this is left out. */
  answers?: Readonly<Record<string, readonly string[]>>
  /** A successful JSON answer may be something other than an object. */
  anyJson?: boolean
}

export function routeOf(operationId: OperationId): Route {
  return routes[operationId]
}
