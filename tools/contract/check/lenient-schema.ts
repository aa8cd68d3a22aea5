import { mockSchema } from './mock-schema'
import { bytes, listOf, mapOf, open, STYLES, text } from './schema-parts'

const named = open(['name', 'in'], {
  name: text,
  in: { enum: ['query', 'path', 'header', 'cookie'] },
  style: { enum: STYLES },
  required: { type: 'boolean' },
  explode: { type: 'boolean' },
  content: mapOf(open([], {}))
})
const openContent = mapOf(open([], { examples: mapOf({}) }))

/** The least that an operation must have to be read, its references resolved. */
export const operationSchema = open([], {
  operationId: text,
  parameters: listOf(named),
  requestBody: open(['content'], { content: openContent, 'x-max-body-bytes': bytes }),
  responses: mapOf(open([], { content: openContent, headers: mapOf(open([], {})) })),
  security: listOf(mapOf({ type: 'array' })),
  'x-mock': mockSchema
})

/** The same for a path. */
export const pathItemSchema = open([], { parameters: listOf(named) })
