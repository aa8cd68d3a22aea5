import { rm } from 'node:fs/promises'

export default async function globalTeardown(): Promise<void> {
  await globalThis.testServer.stop()
  await rm(globalThis.testServerDir, { recursive: true, force: true })
}
