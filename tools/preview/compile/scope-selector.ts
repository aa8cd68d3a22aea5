import parser from 'postcss-selector-parser'
import { DRAWN_TAGS } from './tags'

/** Where a sheet applies: in a page, in a component with a class prefix, or everywhere. */
export interface Scope {
  page?: string
  prefix?: string
  /** The component that `:host` means. */
  host?: string
}

/**
 * Rewrites a WXSS selector for the preview's document: renames tags, and limits a page's rules to
 * that page. `:where` adds no specificity, so the order of the sheets decides, as on a phone.
 */
export function scopeSelector(selector: string, { page, prefix, host }: Scope): string {
  const within = page ? `:where([data-page="${page}"])` : ''
  return parser((selectors) => {
    selectors.walkClasses((node) => {
      if (prefix) node.value = `${prefix}--${node.value}`
    })
    selectors.each((one) => {
      const hasPage = one.some((node) => node.type === 'tag' && node.value === 'page')
      if (within && !hasPage) one.prepend(parser.string({ value: `${within} ` }))
    })
    selectors.walkPseudos((node) => {
      if (node.value === ':host' && host) node.value = `[is="${host}"]`
    })
    selectors.walkTags((node) => {
      if (node.value === 'page') {
        // the page's own component is between it and its children
        const between = node.next()?.value === '>' ? ' > :where(wx-root)' : ''
        node.value = `wx-page${within}${between}`
      } else if (!/[-*]/.test(node.value) || DRAWN_TAGS.has(node.value))
        node.value = `wx-${node.value}`
    })
  }).processSync(selector)
}
