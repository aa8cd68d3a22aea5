/** The pages: the console under /_gateway/, the contract as a reference under /docs/. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type RoutingTable } from '../routing/table'
import { json } from '../server/failure'
import { type GatewayReply } from '../server/outgoing'
import { type Asset, findAsset } from './assets'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml'
}

/** undefined for an address that is neither a page nor a part of one. */
export async function showPage(
  where: string,
  table: RoutingTable
): Promise<GatewayReply | undefined> {
  if (where === '/_gateway' || where === '/docs') return redirect(`${where}/`)
  if (where === '/docs/openapi.json') return json(200, describeContract(table))
  const asset = findAsset(where)
  return asset && send(asset)
}

function redirect(location: string): GatewayReply {
  return { status: 308, headers: { location }, body: '', source: 'gateway' }
}

/** The extensions for mocks are left out: the reference is for callers. */
function describeContract({ contract }: RoutingTable): object {
  return JSON.parse(
    JSON.stringify(contract.document, (key, value: unknown) =>
      key.startsWith('x-mock') || key.startsWith('x-scenario') ? undefined : value
    )
  ) as object
}

async function send({ file, policy }: Asset): Promise<GatewayReply> {
  const headers = {
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer'
  }
  return { status: 200, headers, body: await readFile(file), source: 'gateway' }
}
