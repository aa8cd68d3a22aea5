import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { contractInOneFile } from '../../test/support/contract-text'
import { project } from '../../test/support/project'
import { startGateway } from '../../tools/gateway'
import { percentile } from '../support/percentile'

const EDITS = 7

/** From saving an edit of the contract to the first answer of a mock that has it, in ms. */
export async function measureEdit(): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-reload-'))
  const contractFile = path.join(folder, 'openapi.yaml')
  const text = contractInOneFile()
  writeFileSync(contractFile, text)
  const gateway = await startGateway({
    ...project,
    contractFile,
    localDir: folder,
    mode: 'mock',
    port: 0,
    log: () => undefined
  })
  const times: number[] = []
  for (let edit = 0; edit < EDITS; edit++) {
    const message = `edited ${edit}`
    const savedAt = performance.now()
    writeFileSync(contractFile, text.replaceAll('message: Log in again', `message: ${message}`))
    await untilSays(`${gateway.url}/session`, message)
    times.push(performance.now() - savedAt)
  }
  await gateway.stop()
  rmSync(folder, { recursive: true })
  return percentile(times, 0.5)
}

async function untilSays(url: string, message: string): Promise<void> {
  const deadline = performance.now() + 10_000
  for (;;) {
    const response = await fetch(url)
    if ((await response.text()).includes(message)) return
    if (performance.now() > deadline) throw new Error('the edit was never seen')
    // the gateway works in this process, too
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
