import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { commandLine } from '../../support/project'
import { createScratchProject, type ScratchProject } from '../../support/scratch-project'
import { postJson } from '../../support/stack'

let scratch: ScratchProject
beforeAll(() => {
  scratch = createScratchProject()
})
afterAll(() => scratch.remove())

/** Runs Node in the project's folder to its end. */
function run(args: string[]) {
  return spawnSync(process.execPath, args, {
    cwd: scratch.root,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' }
  })
}

it('checks the contract of a project that lies elsewhere', () => {
  expect(run(commandLine('contract', '--check'))).toMatchObject({ status: 0, stderr: '' })
})

it('builds the functions of a project that lies elsewhere', () => {
  expect(run(commandLine('build'))).toMatchObject({ status: 0, stderr: '' })
  expect(existsSync(path.join(scratch.distDir, 'login.js'))).toBe(true)
})

it('mocks the contract of a project that lies elsewhere', async () => {
  const child = spawn(process.execPath, commandLine('mock', '--port', '0'), {
    cwd: scratch.root,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  try {
    let url: string | undefined
    for await (const line of createInterface(child.stdout)) {
      url = /^gateway +(http\S+)/.exec(line)?.[1]
      if (url) break
    }
    const response = await fetch(`${url}/login`, postJson({ code: 'any' }))
    expect(response.headers.get('x-gateway-source')).toBe('mock:loggedIn')
  } finally {
    child.kill('SIGINT')
    await once(child, 'exit')
  }
})

it('runs the tests of functions of a project that lies elsewhere', () => {
  const jest = path.join(scratch.root, 'node_modules/jest/bin/jest.js')
  const { status, stderr } = run([jest, '--ci', 'test/cloudfunctions/session/get-session.test.ts'])
  expect(stderr).toContain('Tests:')
  expect(status).toBe(0)
}, 120_000)
