import { lineAt, type Problems } from './problems'
import { DRAWN_TAGS, NOT_DRAWN_TAGS, SYNTAX_TAGS } from './tags'

/**
 * Adds a problem for each tag that is neither built in nor a component: compilers accept it, but a
 * phone shows nothing. Returns the built-in tags that the preview does not draw.
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
    if (DRAWN_TAGS.has(tag) || SYNTAX_TAGS.has(tag) || tag in usingComponents) continue
    if (NOT_DRAWN_TAGS.has(tag)) found.add(tag)
    else
      problems.add(
        file,
        lineAt(wxml, match.index),
        `<${tag}> is neither one of WeChat's tags nor in usingComponents`
      )
  }
  return [...found]
}

/** Blanks out what may contain a `<` that opens no tag; line numbers stay the same. */
function blank(wxml: string): string {
  return wxml.replace(/<!--[^]*?-->|<wxs\b[^]*?<\/wxs>|{{[^]*?}}/g, (text) =>
    text.replace(/[^\n]/g, ' ')
  )
}
