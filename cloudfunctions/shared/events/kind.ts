declare const PAYLOAD: unique symbol

/** A kind of work that can be left for later, and what it carries. */
export interface EventKind<P> {
  readonly name: string
  /** Exists for the compiler only. */
  readonly [PAYLOAD]?: P
}

/** Also valid as the name of a CKafka topic. */
const NAME = /^[a-zA-Z][\w.-]{0,63}$/

/**
 * Names a kind: `export const adClicked = eventKind<{ ad: string }>('ad-clicked')`. Payloads are
 * stored as JSON, so a Date has to be a text.
 */
export function eventKind<P>(name: string): EventKind<P> {
  if (!NAME.test(name)) throw new Error(`event kind ${name}: letters, digits, - _ . only`)
  return { name }
}
