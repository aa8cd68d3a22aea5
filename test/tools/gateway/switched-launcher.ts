/**
 * A switched gateway in its own process: jest cannot load the generator of dynamic answers, which is
 * an ES module. Prints its address and files as JSON; ends with its standard input.
 */
import { startSwitchedGateway } from './switched-gateway'

async function main(): Promise<void> {
  const { url, files, stop } = await startSwitchedGateway(process.env.ENVIRONMENTS)
  console.log(JSON.stringify({ url, files }))
  process.stdin.resume().once('end', () => void stop())
}

void main()
