// SCF documents letters, digits, spaces, commas, full stops and Chinese characters for descriptions
// of functions, versions and aliases: cloud.tencent.com/document/api/583/18586

/** SCF takes 1000 characters; the rest is for the hash. */
const TEXT_LENGTH = 900
const CODE = /(?:^|, )code (\w+)$/

/** A text in the characters that SCF documents; others become spaces. */
export function cleanText(text: string): string {
  return text.replace(/[^\p{Script=Han}A-Za-z0-9,.]+/gu, ' ').trim()
}

/**
 * A function's description: what it is for, and the hash of its code, because SCF returns nothing
 * about a function's code but its size.
 */
export function writeDescription(text: string, code: string): string {
  return [cleanText(text).slice(0, TEXT_LENGTH), `code ${code}`].filter(Boolean).join(', ')
}

/** `code` is undefined for a function that was not deployed from here. */
export function readDescription(description: string | null | undefined): {
  text: string
  code: string | undefined
} {
  const whole = description ?? ''
  return { text: whole.replace(CODE, ''), code: CODE.exec(whole)?.[1] }
}
