/** A comment or a script, which stay as they are, the text after a tag, or the value of an attribute. */
const PART =
  /<!--[^]*?-->|<wxs\b(?:"[^"]*"|'[^']*'|[^"'>])*(?<!\/)>[^]*?<\/wxs\s*>|>(?:{{[^]*?}}|[^<])*|=\s*(?:"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*')/g

/** What a backslash and a letter or sign mean in a value. */
const ESCAPES: Record<string, string> = {
  n: '&#10;',
  r: '&#13;',
  t: '&#9;',
  '"': '&quot;',
  "'": '&#39;',
  '&': '&amp;'
}

/**
 * What WeChat's compiler takes and glass-easel's does not: spaces in a tag, a value of `wx:else`, the
 * old name of `wx:for`, `\n` for a line break and `\"` for a quote. It decodes no entities.
 */
export function loosenMarkup(wxml: string): string {
  return wxml
    .replace(PART, (part) =>
      part.startsWith('>') ? loosenText(part) : part.startsWith('=') ? loosenValue(part) : part
    )
    .replace(/(\s)wx:for-items(?=\s*=)/g, '$1wx:for')
    .replace(/<(\/?)[^\S\n]+(?=[A-Za-z_])/g, '<$1')
    .replace(/(\swx:else)\s*=\s*("[^"]*"|'[^']*')/g, '$1')
}

function loosenText(text: string): string {
  return text.replace(/{{[^]*?}}|\\n|&/g, (part) =>
    part === '\\n' ? '\n' : part === '&' ? '&amp;' : part
  )
}

function loosenValue(value: string): string {
  return value.replace(/{{[^]*?}}|\\([^])|&/g, (part, sign?: string) => {
    if (part === '&') return '&amp;'
    return sign ? (ESCAPES[sign] ?? sign) : part.replace(/\\(["'])/g, '$1')
  })
}
