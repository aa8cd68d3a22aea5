import parser from 'postcss-selector-parser'
import { drawn } from './tags'

/** Whose sheet it is: a page's, a component's with a class prefix, or (neither) everybody's. */
export interface Scope {
  page?: string
  prefix?: string
}

/**
 * Rewrites a selector of WXSS for the preview's document: tags as they are named there, a page's
 * rules only within it. `:where` adds nothing to a rule's weight, so that the order of the sheets
 * decides, as on a phone.
 */
export function scopeSelector(selector: string, { page, prefix }: Scope): string {
  const within = page ? `:where([data-page="${page}"])` : ''
  return parser((selectors) => {
    selectors.walkClasses((node) => {
      if (prefix) node.value = `${prefix}--${node.value}`
    })
    selectors.each((one) => {
      const hasPage = one.some((node) => node.type === 'tag' && node.value === 'page')
      if (within && !hasPage) one.prepend(parser.string({ value: `${within} ` }))
    })
    selectors.walkTags((node) => {
      if (node.value === 'page') node.value = `wx-page${within}`
      else if (drawn.has(node.value)) node.value = `wx-${node.value}`
    })
  }).processSync(selector)
}
