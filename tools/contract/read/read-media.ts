import { type BodyRule, type FieldEncoding, type MediaKind, type MediaRule } from '../door/rules'
import { type ContentNode, type EncodingNode, type OperationNode } from './openapi'
import { type SchemaReader } from './schemas'
import { shapeOf } from './shape'

/** The bodies that an operation takes; undefined where it takes none. */
export function readBody(node: OperationNode, schemas: SchemaReader): BodyRule | undefined {
  const { requestBody: body } = node
  if (!body?.content) return undefined
  const maxBytes = body['x-max-body-bytes'] ?? node['x-max-body-bytes']
  return {
    required: body.required === true,
    ...(maxBytes !== undefined && { maxBytes }),
    media: Object.entries(body.content).map(([type, { schema, encoding }]): MediaRule => {
      const kind = kindOfMedia(type)
      const hasFields = kind === 'form' || kind === 'multipart'
      return {
        type,
        kind,
        ...(hasFields && { shape: shapeOf(schemas.read(schema) ?? { type: 'object' }) }),
        ...(hasFields && encoding && { encoding: readEncoding(encoding, kind) })
      }
    })
  }
}

function readEncoding(nodes: Record<string, EncodingNode>, kind: MediaKind): MediaRule['encoding'] {
  return Object.fromEntries(
    Object.entries(nodes).map(
      ([name, { contentType, style, explode }]): [string, FieldEncoding] => {
        const types = contentType?.split(',').map((type) => type.trim().toLowerCase())
        if (kind === 'multipart') return [name, { ...(types && { types }) }]
        if (types?.some((type) => kindOfMedia(type) === 'json')) return [name, { json: true }]
        return [name, { ...(style && { style }), ...(explode !== undefined && { explode }) }]
      }
    )
  )
}

/** What the bytes of a media type are read as. */
export function kindOfMedia(mediaType: string): MediaKind {
  const type = mediaType.toLowerCase().replace(/\s*;.*/s, '')
  if (/^[^/]+\/([^/]*\+)?json$/.test(type)) return 'json'
  if (type === 'application/x-www-form-urlencoded') return 'form'
  if (type.startsWith('multipart/')) return 'multipart'
  return /^text\/|[/+]xml$/.test(type) ? 'text' : 'binary'
}

/**
 * The schemas of some content by the name of their validator: `name`, or `name:<media type>` where
 * there are several types, of which some may have no schema.
 */
export function nameSchemas(
  name: string,
  content: ContentNode['content'] = {},
  kinds: MediaKind[]
): [string, object][] {
  const checked = Object.entries(content).flatMap(([type, { schema }]) =>
    schema && kinds.includes(kindOfMedia(type)) ? [[type, schema] as const] : []
  )
  const isAlone = Object.keys(content).length === 1
  return checked.map(([type, schema]) => [isAlone ? name : `${name}:${type}`, schema])
}
