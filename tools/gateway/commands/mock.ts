import path from 'node:path'
import { parseArgs } from 'node:util'
import { withUsage } from '../../common/command'
import { readPort } from '../../common/port'
import { stopOnSignal } from '../../common/signals'
import { createPreview } from '../../preview'
import { type Project } from '../../project'
import { type Gateway, startGateway } from '..'
import { domainHint } from './domain-hint'

const USAGE = `Usage: npm run mock [-- --port PORT] [-- --contract FILE]

Answers every call with the contract's examples. No database, no function, no network.

  --port, PORT      where to listen (3000); 0 chooses a free port
  --contract FILE   serve this OpenAPI 3.0 or 3.1 document, YAML or JSON, instead of the project's.
                    What this project would refuse in its own contract is printed as a warning

A call is answered by the rules and the scenario that gateway-config/openapi.yaml has for mocks
(x-mock, x-scenarios), or else by its first successful example. A request header asks for another:

  Prefer: code=401, example=usedCode    another example, by status, by name or by both
  Prefer: dynamic=true, seed=7          made up from the schema; the same seed, the same answer
  Prefer: latency=300                   after 300 ms
  Prefer: fault=433                     as SCF fails (432, 433, 434), the contract (429, 500, 502,
                                        503, 504), or the network (close, truncate)

  POST /_gateway/reset                  forget all logins`

/** Lines go out in groups: writing each by itself costs as much as answering a call. */
const FLUSH_MS = 25

/** npm run mock: the gateway alone, without functions. */
export const mock = withUsage(USAGE, async (project, args) => {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      contract: { type: 'string' }
    }
  })
  const port = readPort(values.port ?? process.env.PORT ?? '3000', 0)
  const gateway = await start(project, port, values.contract)
  console.log(`gateway   ${gateway.url} (mock)`)
  console.log(`console   ${gateway.url}/_gateway/`)
  if (values.contract === undefined) console.log(`preview   ${gateway.url}/preview`)
  for (const line of domainHint(project.miniprogramDir)) console.log(line)
  stopOnSignal(() => gateway.stop())
  return undefined
})

async function start(project: Project, port: number, contract?: string): Promise<Gateway> {
  const files = contract === undefined ? project : filesOf(project, contract)
  const log = createLog()
  const { miniprogramDir } = project
  const preview = contract === undefined ? createPreview({ miniprogramDir, log }) : undefined
  try {
    return await startGateway({ ...files, preview, mode: 'mock', port, log })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error('the port is taken: choose another, for example PORT=3001 npm run mock')
  }
}

/** Somebody else's contract keeps apart from what the project has published. */
function filesOf(project: Project, contract: string) {
  const contractFile = path.resolve(contract)
  const localDir = path.join(project.localDir, 'contracts', path.basename(contractFile))
  return { ...project, contractFile, localDir, lenient: true }
}

function createLog(): (line: string) => void {
  let lines: string[] = []
  function flush(): void {
    if (lines.length) console.log(lines.join('\n'))
    lines = []
  }
  process.once('exit', flush)
  return (line) => {
    if (lines.push(line) === 1) setTimeout(flush, FLUSH_MS).unref()
  }
}
