type XmlValue = string | XmlObject | (string | XmlObject)[]
interface XmlObject {
  [name: string]: XmlValue
}

const TAG =
  /<(?:!\[CDATA\[(?<cdata>[^]*?)\]\]>|(?<close>\/)?(?<name>[A-Za-z_][\w.-]*)\s*(?<empty>\/)?>)/y
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const DEEPEST = 8

interface Open {
  name: string
  text: string
  children: XmlObject
}

/**
 * Reads the XML that WeChat sends: elements with elements or text inside. Several of one name become
 * a list. Returns undefined for anything else: attributes, declarations, entities of its own.
 */
export function readXml(xml: string): XmlObject | undefined {
  const root: Open = { name: '', text: '', children: {} }
  const open = [root]
  const text = xml.trim().replace(/^<\?xml[^?]*\?>/, '')
  for (let at = 0; at < text.length;) {
    const current = open[open.length - 1] ?? root
    const next = text.indexOf('<', at)
    const plain = text.slice(at, next < 0 ? undefined : next)
    const decoded = decodeEntities(plain)
    if (decoded === undefined || next < 0) return undefined
    current.text += decoded
    TAG.lastIndex = next
    const found = TAG.exec(text)
    if (!found?.groups) return undefined
    at = TAG.lastIndex
    const { cdata, close, name = '', empty } = found.groups
    if (cdata !== undefined) current.text += cdata
    else if (close) {
      if (open.length === 1 || current.name !== name) return undefined
      open.pop()
      put(open[open.length - 1] ?? root, name, valueOf(current))
    } else if (empty) put(current, name, '')
    else if (open.length > DEEPEST) return undefined
    else open.push({ name, text: '', children: {} })
  }
  const { xml: content } = root.children
  const isOne = open.length === 1 && Object.keys(root.children).length === 1
  return isOne && typeof content === 'object' && !Array.isArray(content) ? content : undefined
}

function valueOf({ text, children }: Open): string | XmlObject {
  return Object.keys(children).length ? children : text.trim()
}

function put({ children }: Open, name: string, value: string | XmlObject): void {
  const known = Object.hasOwn(children, name) ? children[name] : undefined
  if (Array.isArray(known)) return void known.push(value)
  const all = known === undefined ? value : [known, value]
  // a name such as __proto__ must not reach the prototype
  Object.defineProperty(children, name, {
    value: all,
    enumerable: true,
    configurable: true,
    writable: true
  })
}

/** Undefined where there is an entity that XML itself does not have, or an & by itself. */
function decodeEntities(text: string): string | undefined {
  let isKnown = true
  const decoded = text.replace(/&(?:(\w+);)?/g, (_, name = '') => {
    const found = Object.hasOwn(ENTITIES, String(name)) ? ENTITIES[String(name)] : undefined
    if (found === undefined) isKnown = false
    return found ?? ''
  })
  return isKnown ? decoded : undefined
}
