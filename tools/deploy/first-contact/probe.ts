import { zipSync } from 'fflate'

const PROGRAM = 0o100755 * 0x10000
const UNIX = 3

/** Runs as SCF would run a web function of the project. */
const BOOTSTRAP = `#!/bin/bash
cd "$(dirname "$0")" || exit 1
exec /var/lang/node18/bin/node ./probe.js
`

/**
 * Answers what it was given, and of secrets only that they are there. The same file is a web
 * function's server, which logs a line per call as the project's functions do, and an event
 * function's handler.
 */
const PROBE = `
const { randomUUID } = require('node:crypto')
const { createServer } = require('node:http')
const SECRET = /secret|token|authorization|cookie|appid|uin|-name$/i
const view = (headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) =>
  [name, SECRET.test(name) ? '(set)' : String(value)]))
const names = () => Object.keys(process.env).filter((name) => /^(SCF_|TENCENTCLOUD_)/.test(name) &&
  process.env[name])
exports.main_handler = async (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    keys: Object.keys(event).sort(), headers: view(event.headers || {}), node: process.version,
    hasSourceIp: Boolean(event.requestContext && event.requestContext.sourceIp)
  })
})
if (require.main === module) createServer((incoming, outgoing) => {
  const requestId = String(incoming.headers['x-scf-request-id'] || randomUUID())
  console.log(JSON.stringify({ level: 'info', event: 'PROBED', requestId, status: 200,
    nested: { path: incoming.url } }))
  outgoing.setHeader('content-type', 'application/json')
  outgoing.end(JSON.stringify({ headers: view(incoming.headers), path: incoming.url,
    variables: names(), node: process.version, requestId }))
}).listen(Number(process.env.PORT || 9000), '0.0.0.0')
`

/** What a function says about a call that it got. */
export interface ProbeAnswer {
  headers: Record<string, string>
  node: string
  /** Web functions */
  path?: string
  variables?: string[]
  /** Of the call; it is in the line that the function has logged */
  requestId?: string
  /** Event functions */
  keys?: string[]
  hasSourceIp?: boolean
}

/** The code of both probes, as CreateFunction takes it. */
export function probeArchive(): string {
  const text = (source: string) => new TextEncoder().encode(source)
  const archive = zipSync({
    'probe.js': text(PROBE),
    scf_bootstrap: [text(BOOTSTRAP), { os: UNIX, attrs: PROGRAM }]
  })
  return Buffer.from(archive).toString('base64')
}
