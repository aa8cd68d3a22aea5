import { textOf, valueOf, withRpx } from '../element'
import { define } from './define'

interface RichNode {
  type?: 'node' | 'text'
  name?: string
  text?: string
  attrs?: Record<string, string | null | undefined>
  children?: RichNode[]
}

/** What WeChat shows (developers.weixin.qq.com/miniprogram/dev/component/rich-text.html). */
const TAGS = new Set(
  `a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd
  del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav
  ol p pre q rt ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u
  ul`.split(/\s+/)
)
const ATTRIBUTES = new Set(
  'class style id dir align height rowspan colspan src alt width span start type size color face'.split(
    ' '
  )
)

/** `<rich-text>`: trusted tags and attributes of HTML, as text or as a tree. No events, no links. */
define('rich-text', (host) => ({
  changed() {
    const nodes = valueOf(host, 'nodes')
    const children = Array.isArray(nodes)
      ? (nodes as RichNode[]).map(create)
      : copy(parse(textOf(host, 'nodes')))
    host.replaceChildren(...children)
    host.style.whiteSpace = textOf(host, 'space') ? 'pre-wrap' : ''
  }
}))

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html').body

function create({ type, name = '', text = '', attrs = {}, children = [] }: RichNode): Node {
  if (type === 'text')
    return document.createTextNode(parse(text.replace(/</g, '&lt;')).textContent ?? '')
  return element(name.toLowerCase(), Object.entries(attrs), children.map(create))
}

function copy(from: Node): Node[] {
  return Array.from(from.childNodes).flatMap((node) => {
    if (node instanceof Text) return [document.createTextNode(node.data)]
    if (!(node instanceof Element)) return []
    const attributes = Array.from(node.attributes, ({ name, value }) => [name, value] as const)
    return [element(node.localName, attributes, copy(node))]
  })
}

function element(
  tag: string,
  attributes: (readonly [name: string, value: string | null | undefined])[],
  children: Node[]
): Node {
  if (!TAGS.has(tag)) return document.createDocumentFragment()
  const made = document.createElement(tag)
  for (const [name, value] of attributes)
    if (ATTRIBUTES.has(name) && value !== undefined && value !== null)
      made.setAttribute(name, name === 'style' ? withRpx(value) : value)
  made.append(...children)
  return made
}
