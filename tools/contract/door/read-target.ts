/**
 * Splits a request's target as both doors and the gateway do, so that they agree on what it names.
 * Dot segments, backslashes and doubled slashes stay as they are: no route has them. Never throws.
 */
export function readTarget(target: string): { path: string; rawQuery: string } {
  // a proxy's form, http://host/path; two slashes at the start are no host here
  const [origin = ''] = /^https?:\/\/[^/?#]*/i.exec(target) ?? []
  const [whole = ''] = target.slice(origin.length).split('#', 1)
  const at = whole.indexOf('?')
  const path = at < 0 ? whole : whole.slice(0, at)
  return { path: path || '/', rawQuery: at < 0 ? '' : whole.slice(at + 1) }
}

/**
 * The query of an event, whose names and values have been decoded: a comma in a value can no longer
 * be told from one between values. A name that was given twice has an array.
 */
export function encodeQuery(query: Record<string, unknown> | undefined): string {
  return Object.entries(query ?? {})
    .flatMap(([name, value]) =>
      [value].flat().map((one) => `${encode(name)}=${encode(String(one))}`)
    )
    .join('&')
}

function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('%2C', ',')
}
