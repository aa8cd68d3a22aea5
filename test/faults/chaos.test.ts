import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { project } from '../support/project'

jest.setTimeout(120_000)

function start(...args: string[]) {
  const script = path.join(project.testDir, 'chaos/index.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: project.root,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  return { child, ended: once(child, 'close'), output: () => output }
}

it('O05: keeps every promise while everything fails at random', async () => {
  const { ended, output } = start('--seconds', '8', '--seed', '7')
  const [code] = (await ended) as [number | null]
  expect([code, output()]).toEqual([0, expect.stringContaining('all promises were kept')])
  expect(output()).toContain('8 s with the seed 7')
  expect(output()).toMatch(/faults: .* ×\d/)
})

it('ends a run at Ctrl-C', async () => {
  const { child, ended, output } = start('--seconds', '600')
  while (!output().includes('calls')) await new Promise((resolve) => setTimeout(resolve, 50))
  child.kill('SIGINT')
  expect(await ended).toEqual([130, null])
})
