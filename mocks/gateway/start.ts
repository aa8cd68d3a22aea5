/**
 * npm run mock: the gateway alone. Every answer is an example of the contract; nothing stands
 * behind it.
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startGateway } from '.'

const HELP = `Usage: npm run mock [-- --port PORT]

Answers every call with the contract's examples. No database, no function, no network.

  --port, PORT   where to listen (3000); 0 takes a free port

A request header picks another example:  Prefer: code=401, example=usedCode`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, help: { type: 'boolean' } }
  })
  if (values.help) return console.log(HELP)
  const gateway = await startGateway({
    contractFile: path.resolve(__dirname, '../../gateway-config/openapi.yaml'),
    mode: 'mock',
    port: Number(values.port ?? process.env.PORT ?? 3000),
    log: (line) => console.log(line)
  })
  console.log(`gateway   ${gateway.url} (mock)`)
  console.log(`status    ${gateway.url}/_gateway/status`)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void gateway.stop().then(() => process.exit(0)))
}

main().catch((error: NodeJS.ErrnoException) => {
  const isTaken = error.code === 'EADDRINUSE'
  console.error(
    isTaken ? 'the port is taken: PORT=3001 npm run mock takes another one' : error.message
  )
  process.exitCode = 1
})
