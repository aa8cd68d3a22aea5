import { isSet } from '../element'
import { define } from './define'

/** All that `<text decode>` decodes. */
const SIGNS: Record<string, string> = {
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
  lt: '<',
  gt: '>',
  amp: '&',
  apos: "'"
}
const ENTITY = new RegExp(`&(${Object.keys(SIGNS).join('|')});`, 'g')

// `<text>`: its entities stay as they are written, unless it has `decode`
define('text', (host) => {
  const decoded = new WeakMap<Text, string>()
  const decode = () => {
    for (const node of host.childNodes) {
      if (!(node instanceof Text) || decoded.get(node) === node.data) continue
      node.data = node.data.replace(ENTITY, (_, name: string) => SIGNS[name] ?? '')
      decoded.set(node, node.data)
    }
  }
  let watch: MutationObserver | undefined
  return {
    changed() {
      if (watch || !isSet(host, 'decode')) return
      watch = new MutationObserver(decode)
      watch.observe(host, { childList: true, characterData: true, subtree: true })
      decode()
    }
  }
})
