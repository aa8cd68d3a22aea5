import { type Document, isMap, parseDocument, type YAMLMap } from 'yaml'

/**
 * One instance takes 50 calls at once and costs the database one pool of connections. Raise
 * reservedInstances with the traffic and the size of the database.
 */
const entryOf = (name: string) => ({
  handler: `${name}.main_handler`,
  type: 'web',
  instanceConcurrency: 50,
  reservedInstances: 1,
  events: [{ http: { name: `${name}-url`, parameters: { authType: 'NONE' } } }]
})

/**
 * The text of serverless.yml with one more function, the last. Comments and order stay. Throws an
 * Error for a file that would change elsewhere too.
 */
export function addEntry(file: string, text: string, name: string): string {
  return editYaml(file, text, `an entry for the function ${name}`, (document) => {
    const { events, ...rest } = entryOf(name)
    const entry = document.createNode(rest) as YAMLMap<unknown, unknown>
    const flow = events.map((event) => document.createNode(event, { flow: true }))
    entry.set('events', document.createNode(flow))
    if (!isMap(document.get('functions'))) document.set('functions', document.createNode({}))
    if (!document.hasIn(['functions', name])) document.setIn(['functions', name], entry)
  })
}

/** Changes a YAML file by its document; refuses where writing would change other lines too. */
export function editYaml(
  file: string,
  text: string,
  what: string,
  change: (document: Document.Parsed) => void
): string {
  const document = parseDocument(text)
  const write = () => document.toString({ lineWidth: 0 })
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  if (document.errors.length || write() !== text.replaceAll('\r\n', '\n'))
    throw new Error(`${file} cannot be extended without changing other lines: add ${what} by hand`)
  change(document)
  return write().replaceAll('\n', newline)
}
