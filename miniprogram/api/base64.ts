const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The base64 of a text in UTF-8. Phones have no btoa. */
export function encodeBase64(text: string): string {
  const bytes = unescapeBytes(encodeURIComponent(text))
  let encoded = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [first = 0, second, third] = bytes.slice(i, i + 3)
    const triple = (first << 16) | ((second ?? 0) << 8) | (third ?? 0)
    const digits = [18, 12, 6, 0].map((shift) => DIGITS.charAt((triple >> shift) & 63))
    const wanted = third !== undefined ? 4 : second !== undefined ? 3 : 2
    encoded += digits.slice(0, wanted).join('').padEnd(4, '=')
  }
  return encoded
}

/** `a%E8` is the bytes 61 and e8. */
function unescapeBytes(escaped: string): number[] {
  return (escaped.match(/%..|./g) ?? []).map((unit) =>
    unit.length > 1 ? parseInt(unit.slice(1), 16) : unit.charCodeAt(0)
  )
}
