import { type HttpMethod, type Route, type Validate } from './request-check'
import { type BodyRule, type ParameterRule, type Requirement, type SecurityScheme } from './rules'

/** What the contract says of an operation's requests. */
export interface RouteRules {
  method: HttpMethod
  path: string
  parameters?: readonly ParameterRule[]
  body?: BodyRule
  security?: readonly Requirement[]
}

/**
 * An operation's route with its validators: `<operationId>Parameters` and `<operationId>Body`, or
 * `<operationId>Body:<media type>` where several types have one.
 */
export function makeRoute(
  operationId: string,
  { method, path, parameters = [], body, security = [] }: RouteRules,
  validators: Record<string, Validate | undefined>,
  schemes: Record<string, SecurityScheme | undefined> = {}
): Route {
  const credentialsInQuery = security
    .flat()
    .flatMap(({ scheme }) => (schemes[scheme]?.in === 'query' ? [schemes[scheme].key ?? ''] : []))
  return {
    operationId,
    method,
    path,
    parameters,
    ...(body && { body }),
    security,
    credentialsInQuery,
    checkParameters: validators[`${operationId}Parameters`],
    checkBody({ type, kind }) {
      if (kind === 'binary') return undefined
      return validators[`${operationId}Body:${type}`] ?? validators[`${operationId}Body`]
    }
  }
}
