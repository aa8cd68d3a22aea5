import { type ParameterPlace, type ParameterRule, type ParameterStyle } from '../door/rules'
import { defaultOf } from './merge-parts'
import { type ParameterNode } from './openapi'
import { kindOfMedia } from './read-media'
import { type SchemaReader } from './schemas'
import { type SchemaNode, shapeOf } from './shape'

/** OpenAPI wants these to be described by `requestBody`, `responses` and `security`. */
const NOT_PARAMETERS = ['accept', 'content-type', 'authorization']

const DEFAULT_STYLES: Record<ParameterPlace, ParameterStyle> = {
  query: 'form',
  cookie: 'form',
  path: 'simple',
  header: 'simple'
}

/** The parameters of an operation, whose own override those of its path. */
export function overrideParameters(ofPath: ParameterNode[], own: ParameterNode[]): ParameterNode[] {
  const byPlaceAndName = new Map(
    [...ofPath, ...own].map((node) => [`${node.in} ${nameOf(node)}`, node])
  )
  return [...byPlaceAndName.values()].filter(
    (node) => node.in !== 'header' || !NOT_PARAMETERS.includes(nameOf(node))
  )
}

/** The name by which a value is found: a header's in lower case. */
function nameOf({ in: place, name }: ParameterNode): string {
  return place === 'header' ? name.toLowerCase() : name
}

export function readParameter(node: ParameterNode, schemas: SchemaReader): ParameterRule {
  const { name, in: place, style = DEFAULT_STYLES[place], allowEmptyValue, allowReserved } = node
  const explodes = style === 'form'
  const isJson = Object.keys(node.content ?? {}).some((type) => kindOfMedia(type) === 'json')
  return {
    name,
    in: place,
    ...(isRequired(node) && { required: true }),
    ...(style !== DEFAULT_STYLES[place] && { style }),
    ...(node.explode !== undefined && node.explode !== explodes && { explode: node.explode }),
    ...(allowEmptyValue && { allowEmptyValue }),
    ...(allowReserved && { allowReserved }),
    ...(isJson && { json: true }),
    shape: isJson ? 'any' : shapeOf(schemas.read(schemaOf(node)))
  }
}

/** The schema of `{ query, path, header, cookie }`; header names are in lower case. */
export function parametersSchemaOf(nodes: ParameterNode[], schemas: SchemaReader): object {
  const places = (['query', 'path', 'header', 'cookie'] as const).flatMap((place) => {
    const here = nodes.filter((node) => node.in === place)
    const required = here.filter(isRequired).map(nameOf)
    const schema = {
      ...(place === 'query' && { additionalProperties: false }),
      ...(required.length && { required }),
      ...(here.length && {
        properties: Object.fromEntries(
          here.map((node) => [nameOf(node), checkedSchemaOf(node, schemas)])
        )
      })
    }
    return Object.keys(schema).length ? [[place, { type: 'object', ...schema }] as const] : []
  })
  return { type: 'object', properties: Object.fromEntries(places) }
}

function isRequired({ in: place, required }: ParameterNode): boolean {
  return place === 'path' || required === true
}

function checkedSchemaOf(node: ParameterNode, schemas: SchemaReader): object {
  const schema = schemaOf(node)
  if (!node.allowEmptyValue) return schema
  const fallback = defaultOf(schema, schemas)
  return {
    anyOf: [{ const: '' }, schema],
    ...(fallback !== undefined && { default: fallback })
  }
}

function schemaOf({ schema, content }: ParameterNode): SchemaNode {
  return (schema ?? Object.values(content ?? {})[0]?.schema ?? {}) as SchemaNode
}
