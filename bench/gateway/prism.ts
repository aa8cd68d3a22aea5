import path from 'node:path'
import { freePort } from '../../tools/common/port'
import { fetchOnDemand } from '../support/on-demand'
import { type MeasuredServer, startServer } from './server'

/** The last version that runs on Node 20. */
const VERSION = '5.14.2'

/** Starts Prism, after fetching it once; undefined where it cannot be fetched. */
export async function startPrism(contractFile: string): Promise<MeasuredServer | undefined> {
  const folder = await fetchOnDemand(`prism-${VERSION}`, [`@stoplight/prism-cli@${VERSION}`])
  if (!folder) {
    console.error(`Prism ${VERSION} could not be fetched (no network?): it is left out`)
    return undefined
  }
  const program = path.join(folder, 'node_modules/@stoplight/prism-cli/dist/index.js')
  const port = String(await freePort())
  const args = [program, 'mock', '-p', port, '-h', '127.0.0.1', contractFile]
  return startServer('prism', args, '/session')
}
