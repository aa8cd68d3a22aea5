import { lineAt, type Problems } from './problems'
import { drawn, notDrawn, syntax } from './tags'

/**
 * A tag that is no built-in one and no component is a problem: the compilers let it pass, and a
 * phone shows nothing. Gives the built-in tags that the preview does not draw.
 */
export function findUnknownTags(
  file: string,
  wxml: string,
  usingComponents: Record<string, string>,
  problems: Problems
): string[] {
  const found = new Set<string>()
  for (const match of blank(wxml).matchAll(/<([a-zA-Z][\w-]*)/g)) {
    const tag = match[1] ?? ''
    if (drawn.has(tag) || syntax.has(tag) || tag in usingComponents) continue
    if (notDrawn.has(tag)) found.add(tag)
    else
      problems.add(
        file,
        lineAt(wxml, match.index),
        `<${tag}> is neither a tag of WeChat nor in usingComponents`
      )
  }
  return [...found]
}

/** Takes out what may hold a `<` that opens no tag, and keeps every line where it is. */
function blank(wxml: string): string {
  return wxml.replace(/<!--[^]*?-->|<wxs\b[^]*?<\/wxs>|{{[^]*?}}/g, (text) =>
    text.replace(/[^\n]/g, ' ')
  )
}
