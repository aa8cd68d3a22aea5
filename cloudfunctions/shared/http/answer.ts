import {
  type OperationId,
  type operations,
  type ResponseBody,
  type ResponseHeaders,
  type Result
} from '../../../gateway-config/generated/contract'
import { type HandlerReply } from './reply'

/** What an operation may return: its result, or a `reply` that the contract declares. */
export type Answer<O extends OperationId> = PlainResult<O> | DeclaredReply<O>

/** The JSON of the only success; nothing where that has none. Several need a `reply`. */
type PlainResult<O extends OperationId> =
  IsUnion<SuccessOf<operations[O]['responses']>> extends true ? never : VoidIfNone<Result<O>>
type VoidIfNone<Body> = [Body] extends [undefined] ? void : Body

type SuccessOf<Responses> = {
  [K in keyof Responses]: `${K & (string | number)}` extends `2${string}` ? K : never
}[keyof Responses]

type DeclaredReply<O extends OperationId> = {
  [K in keyof operations[O]['responses']]: ReplyOf<O, K extends number ? K : number>
}[keyof operations[O]['responses']]

type ReplyOf<O extends OperationId, Status extends number> = HandlerReply<
  Status,
  ResponseBody<O, Status>,
  WithoutIndex<ResponseHeaders<O, Status>> | undefined
>

/** Names may be written as in the contract or in lower case. */
type WithoutIndex<Headers> = {
  [K in keyof Headers as string extends K ? never : K | Lowercase<K & string>]: Headers[K]
}

type IsUnion<T, Whole = T> = [T] extends [never]
  ? false
  : T extends unknown
    ? [Whole] extends [T]
      ? false
      : true
    : never
