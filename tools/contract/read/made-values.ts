import { type SchemaNode } from './shape'

/** A text of each format that validators know. */
const FORMATS: Record<string, string> = {
  'date-time': '2030-01-01T08:00:00Z',
  date: '2030-01-01',
  time: '08:00:00Z',
  duration: 'PT1H',
  email: 'user@example.com',
  uuid: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  uri: 'https://example.com',
  'uri-reference': '/example',
  'uri-template': '/example/{id}',
  url: 'https://example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  'json-pointer': '/example',
  'relative-json-pointer': '0',
  regex: '^a',
  byte: 'dGV4dA=='
}

/** A text of the schema's format and length. */
export function madeText(node: SchemaNode): string {
  const { format = '', contentEncoding } = node
  const { minLength = 0, maxLength = Infinity } = node as Record<string, number | undefined>
  if (contentEncoding === 'base64') return FORMATS.byte ?? ''
  return FORMATS[format] ?? 'text'.padEnd(minLength, '.').slice(0, maxLength)
}

/** A number between the schema's limits, as near to zero as they allow. */
export function madeNumber(node: SchemaNode): number {
  const limits = node as Record<string, number | undefined>
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits
  const step = multipleOf ?? (node.type === 'number' && isNarrow(limits) ? 0.5 : 1)
  const up = (limit: number) => Math.ceil(limit / step) * step
  const down = (limit: number) => Math.floor(limit / step) * step
  const least = Math.max(
    minimum === undefined ? -Infinity : up(minimum),
    exclusiveMinimum === undefined ? -Infinity : down(exclusiveMinimum) + step
  )
  const most = Math.min(
    maximum === undefined ? Infinity : down(maximum),
    exclusiveMaximum === undefined ? Infinity : up(exclusiveMaximum) - step
  )
  return Math.max(Math.min(0, most), least)
}

/** Whether no whole number may be between two limits. */
function isNarrow({
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum
}: Record<string, number | undefined>) {
  const least = exclusiveMinimum ?? minimum ?? -Infinity
  return (exclusiveMaximum ?? maximum ?? Infinity) - least <= 1
}
