/**
 * What the contract says of a request, as plain JSON: generated for functions and the mini-program's
 * client, compiled by the gateway.
 */
export type ParameterPlace = 'query' | 'path' | 'header' | 'cookie'

/** @see https://spec.openapis.org/oas/v3.1.1.html#style-values */
export type ParameterStyle =
  'form' | 'simple' | 'label' | 'matrix' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject'

/** What a parameter's text turns into before it is validated. Validators never convert. */
export type Shape =
  | 'string'
  | 'number'
  | 'integer'
  | 'boolean'
  /** Several types fit: the text becomes a number or boolean where it reads as one. */
  | 'any'
  /** Bytes in a part of a multipart body. */
  | 'file'
  /** The first items may have shapes of their own. */
  | { items: Shape; first?: readonly Shape[] }
  | { properties: Record<string, Shape>; additional?: Shape }

export interface ParameterRule {
  name: string
  in: ParameterPlace
  required?: true
  /** Left out where it is OpenAPI's default: form in query and cookie, simple in path and header. */
  style?: ParameterStyle
  /** Left out where it is OpenAPI's default: true for form, else false. */
  explode?: boolean
  allowEmptyValue?: true
  allowReserved?: true
  /** `content: application/json`: the text is JSON. */
  json?: true
  shape: Shape
}

export type MediaKind = 'json' | 'form' | 'multipart' | 'text' | 'binary'

export interface MediaRule {
  /** `application/json`, or a range such as `image/*`. */
  type: string
  kind: MediaKind
  /** Of a form's or multipart's fields. */
  shape?: Shape
  /** How fields are written, where it is not OpenAPI's default. */
  encoding?: Readonly<Record<string, FieldEncoding>>
}

export interface FieldEncoding {
  /** The media types of a multipart's part, by the contract. */
  types?: readonly string[]
  /** Of a form's field. */
  style?: ParameterStyle
  explode?: boolean
  /** A form's field is JSON. */
  json?: true
}

export interface BodyRule {
  required: boolean
  /** The contract's `x-max-body-bytes`; 8192 when left out, at most 6291456 (SCF's limit). */
  maxBytes?: number
  media: readonly MediaRule[]
}

/** Schemes that must all be satisfied; an empty list lets everyone in. */
export type Requirement = readonly { scheme: string; scopes: readonly string[] }[]

/** How a scheme's credential reaches the server. */
export interface SecurityScheme {
  type: 'bearer' | 'basic' | 'apiKey' | 'other'
  in?: 'header' | 'cookie' | 'query'
  /** The header's, cookie's or query parameter's name. */
  key?: string
}

/** The media types that an operation answers with, by status: `200`, `2XX` or `default`. */
export type AnswerRules = Record<string, readonly string[]>
