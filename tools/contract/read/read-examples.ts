import { fitOf } from '../door/choose-media'
import { type Example } from '../model'
import { exampleOfSchema } from './example-of-schema'
import { type MediaNode, type OperationNode } from './openapi'
import { kindOfMedia } from './read-media'
import { type SchemaReader } from './schemas'

/** Whatever a contract says, HTTP sends no body with these. */
const BODILESS = [204, 205, 304]

/**
 * The examples of an operation's answers in the contract's order: `examples`, `example`, or a value
 * made from the schema alone, which is named `schema`.
 */
export function readExamples({ responses }: OperationNode, schemas: SchemaReader): Example[] {
  const found = Object.entries(responses).flatMap(([declared, { content }]): Example[] => {
    const status = statusOf(declared, Object.keys(responses))
    // 1xx announces an answer and is none
    if (status < 200) return []
    const media = BODILESS.includes(status) ? [] : Object.entries(content ?? {})
    if (!media.length) return [{ status, declared, name: 'empty', value: undefined }]
    const examples = media.flatMap(([mediaType, node]) =>
      readMedia(mediaType, node, schemas).map((example): Example => ({
        ...{ status, declared, mediaType },
        ...example
      }))
    )
    // a caller who takes anything would rather have something than nothing
    return [...examples.filter(hasContent), ...examples.filter((example) => !hasContent(example))]
  })
  return found.length ? found : [{ status: 200, declared: '200', name: 'empty', value: undefined }]
}

function hasContent({ isMade, value }: Example): boolean {
  return !isMade || value !== ''
}

/** The status of an answer that is declared for a range or by default. */
export function statusOf(declared: string, all: string[]): number {
  if (declared !== 'default') return Number(declared.replace(/x/gi, '0'))
  return all.some((status) => status.startsWith('2')) ? 500 : 200
}

type Written = Pick<Example, 'name' | 'value' | 'isMade'>

function readMedia(mediaType: string, node: MediaNode, schemas: SchemaReader): Written[] {
  const { schema, example, examples } = node
  const named = Object.entries(examples ?? {}).flatMap(([name, item]) =>
    item && 'value' in item ? [{ name, value: item.value }] : []
  )
  if (named.length) return named
  if ('example' in node) return [{ name: 'example', value: example }]
  const made = exampleOfSchema(schema ?? {}, schemas)
  const isJson = kindOfMedia(mediaType) === 'json' || fitOf(mediaType, 'application/json') > 0
  const isEmpty = !isJson && typeof made !== 'string'
  return [{ name: 'schema', value: isEmpty ? '' : made, isMade: true }]
}
