/** The pages: the console under /_gateway/, the contract as a reference under /docs/. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { json } from '../failure'
import type { GatewayRequest, Reply, Table } from '../types'
import { findAsset, type Asset } from './assets'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml'
}

/** undefined for an address that is no page and no part of one. */
export function showPage(
  { path: where }: Pick<GatewayRequest, 'path'>,
  table: Table
): Reply | Promise<Reply> | undefined {
  if (where === '/_gateway' || where === '/docs') return redirect(`${where}/`)
  if (where === '/docs/openapi.json') return json(200, describeContract(table))
  const asset = findAsset(where)
  return asset && send(asset)
}

function redirect(location: string): Reply {
  return { status: 308, headers: { location }, body: '', source: 'gateway' }
}

/** The extensions say how mocks answer: no word of that belongs into the reference. */
function describeContract({ contract }: Table): object {
  return JSON.parse(
    JSON.stringify(contract.document, (key, value: unknown) =>
      key.startsWith('x-mock') || key.startsWith('x-scenario') ? undefined : value
    )
  ) as object
}

async function send({ file, policy }: Asset): Promise<Reply> {
  const headers = {
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer'
  }
  return { status: 200, headers, body: await readFile(file), source: 'gateway' }
}
