import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
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

it('stops the stand-ins that have started when one of them fails', async () => {
  write('first', "return { name: 'first', stop: async () => { settings.first = 'stopped' } }")
  write('second', "throw new Error('no second one')")
  const settings: Record<string, string> = {}
  await expect(standInsOf(mocksDir)(settings)).rejects.toThrow('no second one')
  expect(settings).toEqual({ first: 'stopped' })
})
