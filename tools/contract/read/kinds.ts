import { METHOD_NAMES, UNSUPPORTED_METHODS } from './openapi'

/**
 * What stands where in an OpenAPI document, so that a `$ref` is followed only where it is one:
 * `kind[]` is a list and `kind{}` a mapping of that kind; everything else is data.
 */
const KINDS: Record<string, Record<string, string>> = {
  document: {
    paths: 'pathItem{}',
    webhooks: 'pathItem{}',
    components: 'components',
    'x-scenarios': 'scenario{}'
  },
  components: {
    schemas: 'schema{}',
    responses: 'response{}',
    parameters: 'parameter{}',
    examples: 'example{}',
    requestBodies: 'requestBody{}',
    headers: 'header{}',
    securitySchemes: 'securityScheme{}',
    links: 'link{}',
    callbacks: 'pathItem{}{}',
    pathItems: 'pathItem{}'
  },
  pathItem: {
    parameters: 'parameter[]',
    ...all('operation', [...METHOD_NAMES, ...UNSUPPORTED_METHODS])
  },
  operation: {
    parameters: 'parameter[]',
    requestBody: 'requestBody',
    responses: 'response{}',
    callbacks: 'pathItem{}{}'
  },
  parameter: { schema: 'schema', content: 'media{}', examples: 'example{}' },
  header: { schema: 'schema', content: 'media{}', examples: 'example{}' },
  requestBody: { content: 'media{}' },
  response: { headers: 'header{}', content: 'media{}', links: 'link{}' },
  media: { schema: 'schema', examples: 'example{}', encoding: 'encoding{}' },
  encoding: { headers: 'header{}' },
  example: {},
  link: {},
  securityScheme: {},
  scenario: {},
  schema: {
    ...all('schema', [
      ...['items', 'contains', 'unevaluatedItems', 'not', 'if', 'then', 'else', 'contentSchema'],
      ...['additionalProperties', 'propertyNames', 'unevaluatedProperties']
    ]),
    ...all('schema[]', ['allOf', 'anyOf', 'oneOf', 'prefixItems']),
    ...all('schema{}', ['properties', 'patternProperties', 'dependentSchemas', '$defs'])
  }
}

function all(kind: string, keys: string[]): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, kind]))
}

/** Where components of a kind are kept; undefined where a reference is replaced by its target. */
export const SECTIONS: Record<string, string | undefined> = {
  schema: 'schemas',
  response: 'responses',
  parameter: 'parameters',
  example: 'examples',
  requestBody: 'requestBodies',
  header: 'headers',
  securityScheme: 'securitySchemes',
  link: 'links'
}

/** The kind of what a node of some kind has under a key. */
export function kindBelow(kind: string, key: string): string {
  if (/(\[\]|\{\})$/.test(kind)) return kind.slice(0, -2)
  return KINDS[kind]?.[key] ?? 'data'
}
