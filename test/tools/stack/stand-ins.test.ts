import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stopAll } from '../../../tools/common/stop-all'
import { standInsOf } from '../../../tools/stack'

const mocksDir = mkdtempSync(path.join(tmpdir(), 'scf-mocks-'))

afterAll(() => rmSync(mocksDir, { recursive: true }))

function write(name: string, body: string): void {
  mkdirSync(path.join(mocksDir, name))
  writeFileSync(
    path.join(mocksDir, name, 'stand-in.ts'),
    `export function startStandIn(settings) { ${body} }`
  )
}

it('stops the others when one cannot be stopped, then throws its error', async () => {
  const stopped: string[] = []
  const parts = ['database', 'stuck', 'gateway'].map((name) => ({
    async stop() {
      if (name === 'stuck') throw new Error('still busy')
      stopped.push(name)
      await Promise.resolve()
    }
  }))
  await expect(stopAll(parts)).rejects.toThrow('still busy')
  expect(stopped).toEqual(['gateway', 'database'])
})

it('stops the stand-ins that have started when one of them fails', async () => {
  write('first', "return { name: 'first', stop: async () => { settings.first = 'stopped' } }")
  write('second', "throw new Error('no second one')")
  const settings: Record<string, string> = {}
  await expect(standInsOf(mocksDir)(settings)).rejects.toThrow('no second one')
  expect(settings).toEqual({ first: 'stopped' })
})
