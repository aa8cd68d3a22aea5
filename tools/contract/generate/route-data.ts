import { type AnswerRules, type MediaRule } from '../door/rules'
import { type Operation } from '../model'

/** What functions and client need to know of an operation, without what is empty. */
export function routeOf(operation: Operation) {
  const { method, path, authenticated, parameters, body, security } = operation
  const answers = answersOf(operation)
  return {
    method,
    path,
    authenticated,
    ...(parameters.length && { parameters }),
    ...(body && { body }),
    ...(security.length && { security }),
    ...(answers && { answers }),
    ...(hasAnyJson(operation) && { anyJson: true })
  }
}

/** What a client needs: it neither converts what it gets nor knows scopes. */
export function clientRouteOf(operation: Operation) {
  const { parameters, body, security, ...rest } = routeOf(operation)
  return {
    ...rest,
    ...(parameters && { parameters: parameters.map(withoutShape) }),
    ...(body && { body: { required: body.required, media: body.media.map(clientMediaOf) } }),
    ...(security && { security: security.map((all) => all.map(({ scheme }) => scheme)) })
  }
}

/** A client encodes the fields of forms alone. */
function clientMediaOf({ type, kind, encoding }: MediaRule) {
  return { type, kind, ...(kind === 'form' && encoding && { encoding }) }
}

function withoutShape<Rule extends { shape?: unknown }>(rule: Rule): Omit<Rule, 'shape'> {
  const copy = { ...rule }
  delete copy.shape
  return copy
}

/**
 * Media types by status, of successes and of what is not plain JSON; undefined where there is only
 * 200 with JSON.
 */
function answersOf({ responses }: Operation): AnswerRules | undefined {
  const isJson = (types: string[]) => types.length === 1 && types[0] === 'application/json'
  const answers = responses
    .map(({ status, media }) => [status, media.map(({ type }) => type)] as const)
    .filter(([status, types]) => !/^[45]/.test(status) || !isJson(types))
  const [[status, types] = ['', []]] = answers
  const isUsual = answers.length === 1 && status === '200' && isJson(types)
  return isUsual ? undefined : Object.fromEntries(answers)
}

/** Whether a successful JSON answer may be a list or a plain value. */
function hasAnyJson({ responses }: Operation): boolean {
  return responses.some(
    ({ status, media }) =>
      !/^[345]/.test(status) &&
      media.some(({ type, schema = {} }) => /[/+]json/.test(type) && !isObject(schema, schema))
  )
}

interface AnswerSchema {
  $ref?: string
  $defs?: Record<string, AnswerSchema>
  type?: unknown
  allOf?: AnswerSchema[]
}

/** References lead into the `$defs` of the whole; what is too deep may be anything. */
function isObject(schema: AnswerSchema, { $defs = {} }: AnswerSchema, depth = 0): boolean {
  const { $ref = '', type, allOf = [] } = schema
  if (type === 'object') return true
  const target = $defs[$ref.replace('#/$defs/', '')]
  const parts = target ? [target, ...allOf] : allOf
  return depth < 8 && parts.some((part) => isObject(part, { $defs }, depth + 1))
}
