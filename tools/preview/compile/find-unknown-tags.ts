import { lineAt, type Problems } from './problems'
import { DRAWN_TAGS, PLACEHOLDER_TAGS, SYNTAX_TAGS } from './tags'

/**
 * Warns of each tag that is neither built in nor a component: compilers accept it, but a phone shows
 * an element without a meaning. Returns the built-in tags that a browser cannot show.
 */
export function findUnknownTags(
  file: string,
  wxml: string,
  { using, absent }: { using: object; absent: ReadonlySet<string> },
  problems: Problems
): string[] {
  const found = new Set<string>()
  for (const match of blank(wxml).matchAll(/<([a-zA-Z][\w-]*)/g)) {
    const tag = match[1] ?? ''
    if (DRAWN_TAGS.has(tag) || SYNTAX_TAGS.has(tag) || tag in using) continue
    if (PLACEHOLDER_TAGS.has(tag) || absent.has(tag)) found.add(tag)
    else
      problems.warn(
        file,
        lineAt(wxml, match.index),
        `<${tag}> is neither one of WeChat's tags nor in usingComponents`
      )
  }
  return [...found]
}

const NO_TAGS = /<!--[^]*?-->|<wxs\b[^]*?<\/wxs>|{{[^]*?}}|=\s*"[^"]*"|=\s*'[^']*'/g

/** Blanks out what may contain a `<` that opens no tag; line numbers stay the same. */
function blank(wxml: string): string {
  return wxml.replace(NO_TAGS, (text) => text.replace(/[^\n]/g, ' '))
}
