/**
 * The JSON of a value, for everything that leaves. U+2028 and U+2029, which end a line in some
 * readers, are escaped. Throws for half a character, which no UTF-8 text can contain.
 */
export function writeJson(value: unknown): string {
  const json = JSON.stringify(value)
  if (json.includes('\\ud') && hasLoneSurrogate(json))
    throw new Error('a text contains half a character (a lone surrogate)')
  return /[\u2028\u2029]/.test(json)
    ? json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
    : json
}

/** Whether a JSON text has an escape of half a character: `\ud83d` without the other half. */
export function hasLoneSurrogate(json: string): boolean {
  if (!/\\ud[89a-f]/i.test(json)) return false
  // an escaped backslash begins no escape
  const escapes = json.replaceAll('\\\\', '__')
  return /\\ud[89ab]..(?!\\ud[c-f])|(?<!\\ud[89ab]..)\\ud[c-f]/i.test(escapes)
}
