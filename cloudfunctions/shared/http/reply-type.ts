import { bareType, chooseMedia } from '../../../tools/contract/door/choose-media'
import { type AnswerRules } from '../../../tools/contract/door/rules'

const JSON_TYPE = 'application/json'

/** The types that are declared for a status, exactly, by its range or by default. */
export function typesFor(answers: AnswerRules, status: number): readonly string[] {
  return answers[status] ?? answers[`${String(status)[0]}XX`] ?? answers.default ?? [JSON_TYPE]
}

/** The declared type that a value can be sent as and that the caller likes best. */
export function chooseType(
  accept: string | undefined,
  declared: readonly string[],
  body: unknown
): string {
  const fitting = declared.filter((type) => fits(type, body))
  const types = fitting.length ? fitting : [fallbackFor(body)]
  // an answer of another type is more use than none
  const chosen = chooseMedia(accept, types) ?? types[0] ?? JSON_TYPE
  return chosen.includes('*') ? fallbackFor(body) : chosen
}

/** Texts prefer a type that is not JSON. */
function fits(type: string, body: unknown): boolean {
  if (body instanceof Uint8Array || typeof body === 'string') return !isJsonType(type)
  return isJsonType(type)
}

function fallbackFor(body: unknown): string {
  return body instanceof Uint8Array ? 'application/octet-stream' : JSON_TYPE
}

export function isJsonType(type: string): boolean {
  return type === JSON_TYPE || /^[^/]+\/([^/]*\+)?json$/.test(bareType(type))
}

export function withCharset(type: string, body: unknown): string {
  const isText = isJsonType(type) || /^text\/|[/+]xml$/.test(bareType(type))
  const isKnown = /;\s*charset=/i.test(type) || body instanceof Uint8Array
  return isText && !isKnown ? `${type}; charset=utf-8` : type
}
