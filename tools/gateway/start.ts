/**
 * npm run mock: the gateway alone. Every answer is an example of the contract; nothing stands
 * behind it.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startGateway } from '.'
import { readPort } from '../common/port'
import { stopOnSignal } from '../common/signals'
import { domainHint } from './hint'
import { createLineWriter } from './line-writer'

const ROOT = path.resolve(__dirname, '../..')
const HELP = `Usage: npm run mock [-- --port PORT]

Answers every call with the contract's examples. No database, no function, no network.

  --port, PORT   where to listen (3000); 0 takes a free port

What answers: the rules and the scenario that gateway-config/openapi.yaml has for mocks (x-mock,
x-scenarios), else its first successful example. A request header asks for something else:

  Prefer: code=401, example=usedCode    another example, by status, by name or by both
  Prefer: dynamic=true, seed=7          made up from the schema; the same seed, the same answer
  Prefer: latency=300                   after 300 ms
  Prefer: fault=433                     as SCF fails (432, 433, 434), the contract (429, 500 to
                                        504), or the network (close, truncate)

  POST /_gateway/reset                  forget all logins`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, help: { type: 'boolean' } }
  })
  if (values.help) return console.log(HELP)
  const lines = createLineWriter()
  const gateway = await startGateway({
    contractFile: path.join(ROOT, 'gateway-config', 'openapi.yaml'),
    mode: 'mock',
    port: readPort(values.port ?? process.env.PORT ?? '3000', 0),
    log: lines.write
  })
  lines.write(`gateway   ${gateway.url} (mock)`)
  lines.write(`console   ${gateway.url}/_gateway/`)
  for (const line of domainHint(path.join(ROOT, 'miniprogram'))) lines.write(line)
  stopOnSignal(async () => {
    await gateway.stop()
    await lines.close()
  })
}

main().catch((error: NodeJS.ErrnoException) => {
  const isTaken = error.code === 'EADDRINUSE'
  console.error(
    isTaken ? 'the port is taken: PORT=3001 npm run mock takes another one' : error.message
  )
  process.exitCode = 1
})
