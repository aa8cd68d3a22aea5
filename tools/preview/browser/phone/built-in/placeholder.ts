import { PLACEHOLDER_TAGS } from '../../../compile/tags'
import { define, shadowOf } from './define'

/** Tags that hold a page's own content: it is shown as if they were not there. */
const TRANSPARENT =
  /-handler$|^nested-scroll|^(open-container|snapshot|selection|draggable-sheet)$|-builder$|-navigator$/

const TREE = (tag: string) => `<style>
  :host { display: inline-grid; align-content: center; position: relative; min-width: 150px;
    min-height: 32px; overflow: hidden; border-radius: 4px; background: repeating-linear-gradient(
    45deg, rgb(128 128 128 / 12%) 0 8px, rgb(128 128 128 / 20%) 8px 16px) }
  span { color: #888; font-size: 12px; text-align: center; white-space: nowrap }
</style><span>&lt;${tag}&gt; 预览里没有</span><slot></slot>`

const THROUGH = '<style>:host { display: contents }</style><slot></slot>'

/** A labelled box in the place of what a browser lacks something for. */
export function definePlaceholders(tags: Iterable<string>): void {
  for (const tag of tags)
    define(tag, (host) => {
      shadowOf(host, TRANSPARENT.test(tag) ? THROUGH : TREE(tag))
    })
}

definePlaceholders(PLACEHOLDER_TAGS)
