import { chooseMedia } from './body'
import {
  type OperationId,
  type operations,
  type ParameterPlace,
  type RequestBody,
  type SentParameters
} from './contract'
import { type Route } from './route'

type Part = ParameterPlace | 'body'

/** OpenAPI describes these apart from the parameters. */
type NotParameters = 'accept' | 'content-type' | 'authorization'
type Sent<O extends OperationId, Place extends ParameterPlace> = {
  [
    Name in keyof SentParameters<O, Place> as Place extends 'header'
      ? Lowercase<Name & string> extends NotParameters
        ? never
        : Name
      : Name
  ]: SentParameters<O, Place>[Name]
}
type HasParameters<O extends OperationId> = [Names<O, ParameterPlace>] extends [never]
  ? false
  : true

type Content<O extends OperationId> =
  NonNullable<operations[O]['requestBody']> extends { content: infer Declared }
    ? keyof Declared
    : never
/** A body of JSON or of a form; others are sent as they are. */
type HasFields<O extends OperationId> = [
  Extract<Content<O>, `${string}json` | 'application/x-www-form-urlencoded'>
] extends [never]
  ? false
  : true

type IsObject<Body> = unknown extends Body
  ? false
  : [Body] extends [string | number | boolean | null | readonly unknown[]]
    ? false
    : [Body] extends [object]
      ? true
      : false

type KeysOfEach<Union> = Union extends unknown ? keyof Union : never
type Names<O extends OperationId, P extends Part> = P extends ParameterPlace
  ? keyof Sent<O, P>
  : KeysOfEach<NonNullable<RequestBody<O>>>

/** Names that occur in two places, or are the name of a group. */
type Colliding<O extends OperationId> =
  { [P in Part]: Names<O, P> & Names<O, Exclude<Part, P>> }[Part] | Extract<Names<O, Part>, Part>

type OptionalIfEmpty<Key extends string, Value> =
  Record<never, never> extends Value ? { [K in Key]?: Value } : { [K in Key]: Value }
type Group<O extends OperationId, Place extends ParameterPlace> = [keyof Sent<O, Place>] extends [
  never
]
  ? unknown
  : OptionalIfEmpty<Place, Sent<O, Place>>

/** Of text and bytes, `contentType` says which of the accepted types they have. */
type BodyGroup<O extends OperationId> = [Content<O>] extends [never]
  ? unknown
  : (undefined extends RequestBody<O> ? { body?: Writable<O> } : { body: Writable<O> }) &
      (HasFields<O> extends true ? unknown : { contentType?: string })
type Writable<O extends OperationId> =
  RequestBody<O> extends infer Body ? (Body extends Uint8Array ? Body | ArrayBuffer : Body) : never

type Grouped<O extends OperationId> = Group<O, 'path'> &
  Group<O, 'query'> &
  Group<O, 'header'> &
  Group<O, 'cookie'> &
  BodyGroup<O>

type Parameters<O extends OperationId> = Sent<O, 'path'> &
  Sent<O, 'query'> &
  Sent<O, 'header'> &
  Sent<O, 'cookie'>
type Flat<O extends OperationId> = [Content<O>] extends [never]
  ? Parameters<O>
  : undefined extends RequestBody<O>
    ? Parameters<O> | (Parameters<O> & NonNullable<RequestBody<O>>)
    : Parameters<O> & RequestBody<O>

/**
 * An operation's input as one object, with the parameters of every place and the fields of its body.
 * Where names collide, or the body is not an object: `{ path, query, header, cookie, body }`.
 */
export type Input<O extends OperationId> =
  HasParameters<O> extends false
    ? [Content<O>] extends [never]
      ? undefined
      : HasFields<O> extends true
        ? RequestBody<O>
        : Grouped<O>
    : [Content<O>] extends [never]
      ? [Colliding<O>] extends [never]
        ? Flat<O>
        : Grouped<O>
      : [HasFields<O>, IsObject<NonNullable<RequestBody<O>>>, [Colliding<O>]] extends [
            true,
            true,
            [never]
          ]
        ? Flat<O>
        : Grouped<O>

/** Nothing, or the input that the contract requires. */
export type Arguments<O extends OperationId> = [Input<O>] extends [undefined]
  ? []
  : undefined extends Input<O>
    ? [input?: Input<O>]
    : Record<never, never> extends Input<O>
      ? [input?: Input<O>]
      : [input: Input<O>]

type Values = Record<string, unknown>
type Placed = Partial<Record<ParameterPlace, Values>> & { body?: unknown; contentType?: string }

const GROUPS = ['path', 'query', 'header', 'cookie', 'body', 'contentType']

/** The values of an input by the place where the contract has them. */
export function placeInput({ parameters = [], body }: Route, input: unknown): Placed {
  const hasFields = body && /json|form/.test(chooseMedia(body).kind)
  if (!parameters.length && (!body || hasFields)) return { body: body && input }
  const rest: Values = { ...(input as Values | undefined) }
  const names = Object.keys(rest)
  const isGrouped = names.length > 0 && names.every((name) => GROUPS.includes(name))
  if (isGrouped || (body && !hasFields)) return rest
  const placed: Record<ParameterPlace, Values> = { path: {}, query: {}, header: {}, cookie: {} }
  for (const { name, in: place } of parameters) {
    placed[place][name] = rest[name]
    delete rest[name]
  }
  const isSent = body && (body.required || Object.keys(rest).length > 0)
  return { ...placed, body: isSent ? rest : undefined }
}
