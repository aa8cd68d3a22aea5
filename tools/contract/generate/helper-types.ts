/** Types that handlers and client derive from the contract's operations. */
export const HELPER_TYPES = `
export type Schemas = components['schemas']
export type OperationId = keyof operations

/** A part of a multipart body that has a file name. */
export interface UploadedFile {
  filename: string
  contentType: string
  bytes: Uint8Array
}

/** The body of each media type: JSON and forms by their schema, others as text or bytes. */
type Bodies<Content> = {
  [Media in keyof Content]: Media extends \`\${string}json\` | \`application/x-www-form-urlencoded\` | \`multipart/\${string}\`
    ? Content[Media]
    : Media extends \`text/\${string}\` | \`\${string}xml\`
      ? string
      : Uint8Array
}
type AnyBody<Content> = Bodies<Content>[keyof Content]

/** JSON where there is any, else whatever there is. */
type PreferJson<Content> = [Extract<keyof Content, \`\${string}json\`>] extends [never]
  ? AnyBody<Content>
  : Content[Extract<keyof Content, \`\${string}json\`>]

type RequestContent<O extends OperationId> =
  NonNullable<operations[O]['requestBody']> extends { content: infer Content }
    ? InRequest<Content>
    : never
type IfOptional<O extends OperationId> = undefined extends operations[O]['requestBody']
  ? undefined
  : never

/** What a client sends as an operation's body, as JSON where it can; \`undefined\` where there is none. */
export type RequestBody<O extends OperationId> = [RequestContent<O>] extends [never]
  ? undefined
  : PreferJson<RequestContent<O>> | IfOptional<O>

/** What a handler gets as the body, of any media type that the operation takes. */
export type ReceivedBody<O extends OperationId> = [RequestContent<O>] extends [never]
  ? undefined
  : AnyBody<RequestContent<O>> | IfOptional<O>

export type ParameterPlace = 'query' | 'path' | 'header' | 'cookie'

/** The parameters that a client sends at one place, by the names in the contract. */
export type SentParameters<O extends OperationId, Place extends ParameterPlace> = [
  NonNullable<operations[O]['parameters'][Place]>
] extends [never]
  ? Record<never, never>
  : NonNullable<operations[O]['parameters'][Place]>

type Defaulted<O, Place> = O extends keyof DefaultedParameters
  ? Place extends keyof DefaultedParameters[O]
    ? DefaultedParameters[O][Place]
    : never
  : never
type LowerCase<Sent> = { [Name in keyof Sent as Name extends string ? Lowercase<Name> : Name]: Sent[Name] }
type WithDefaults<Sent, Names> = Sent & Required<Pick<Sent, Extract<Names, keyof Sent>>>

/** The parameters that a handler gets, defaults included; names of headers are in lower case. */
export type ReceivedParameters<O extends OperationId, Place extends ParameterPlace> = WithDefaults<
  Place extends 'header' ? LowerCase<SentParameters<O, Place>> : SentParameters<O, Place>,
  Defaulted<O, Place>
>

type Responses<O extends OperationId> = operations[O]['responses']
type SuccessKey<Declared> = {
  [Key in keyof Declared]: \`\${Key & (string | number)}\` extends \`2\${string}\` ? Key : never
}[keyof Declared]
type BodyOf<Response> = Response extends { content: infer Content }
  ? PreferJson<InResponse<Content>>
  : undefined

/** The body of an operation when all goes well; \`undefined\` where there is none (204). */
export type Result<O extends OperationId> = [SuccessKey<Responses<O>>] extends [never]
  ? 'default' extends keyof Responses<O>
    ? BodyOf<Responses<O>['default']>
    : undefined
  : BodyOf<Responses<O>[SuccessKey<Responses<O>>]>

/** The statuses that are declared; any number where there is a range or \`default\`. */
export type DeclaredStatus<O extends OperationId> = {
  [Key in keyof Responses<O>]: Key extends number ? Key : number
}[keyof Responses<O>]

type DeclaredResponse<O extends OperationId, Status extends number> = Status extends keyof Responses<O>
  ? Responses<O>[Status]
  : \`\${Status}\` extends \`\${infer Digit}\${string}\`
    ? \`\${Digit}XX\` extends keyof Responses<O>
      ? Responses<O>[\`\${Digit}XX\`]
      : 'default' extends keyof Responses<O>
        ? Responses<O>['default']
        : never
    : never

/** The body of a status, of any media type; \`undefined\` where there is none. */
export type ResponseBody<O extends OperationId, Status extends number> =
  DeclaredResponse<O, Status> extends { content: infer Content }
    ? AnyBody<InResponse<Content>>
    : undefined

/** The headers that are declared for a status. */
export type ResponseHeaders<O extends OperationId, Status extends number> =
  DeclaredResponse<O, Status> extends { headers: infer Headers } ? Partial<Headers> : Record<never, never>
`
