import { type Example } from '../model'
import { exampleOfSchema } from './example-of-schema'
import { type MediaNode, type OperationNode } from './openapi'
import { kindOfMedia } from './read-media'
import { type SchemaReader } from './schemas'

/**
 * The examples of an operation's answers in the contract's order: `examples`, `example`, or a value
 * made from the schema alone, which is named `schema`.
 */
export function readExamples({ responses }: OperationNode, schemas: SchemaReader): Example[] {
  return Object.entries(responses).flatMap(([declared, { content }]) => {
    const status = statusOf(declared, Object.keys(responses))
    const media = Object.entries(content ?? {})
    if (!media.length) return [{ status, declared, name: 'empty', value: undefined }]
    return media.flatMap(([mediaType, node]) =>
      readMedia(mediaType, node, schemas).map(([name, value]): Example => ({
        status,
        declared,
        mediaType,
        name,
        value
      }))
    )
  })
}

/** The status of an answer that is declared for a range or by default. */
export function statusOf(declared: string, all: string[]): number {
  if (declared !== 'default') return Number(declared.replace(/x/gi, '0'))
  return all.some((status) => status.startsWith('2')) ? 500 : 200
}

function readMedia(mediaType: string, node: MediaNode, schemas: SchemaReader): [string, unknown][] {
  const { schema, example, examples } = node
  const named = Object.entries(examples ?? {}).flatMap(([name, item]): [string, unknown][] =>
    item && 'value' in item ? [[name, item.value]] : []
  )
  if (named.length) return named
  if ('example' in node) return [['example', example]]
  const made = exampleOfSchema(schema ?? {}, schemas)
  const isText = kindOfMedia(mediaType) !== 'json' && typeof made !== 'string'
  return [['schema', isText ? '' : made]]
}
