import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { project } from '../../support/project'
import { copyProject } from './project-copy'
import { type Rehearsal, startRehearsal } from './rehearsal'

/** `serverless deploy`, typed by hand in deploy/, does what `npm run deploy` does. */
let rehearsal: Rehearsal
const copy = copyProject()
const deployDir = path.join(copy.root, 'deploy')
beforeAll(async () => (rehearsal = await startRehearsal(copy.root)))
afterAll(async () => {
  await rehearsal.stop()
  copy.remove()
})
jest.setTimeout(240_000)

/** Without what the rehearsal's other commands have in their environment. */
const unset = () => ({
  ...Object.fromEntries(Object.keys(rehearsal.settings).map((name) => [name, ''])),
  DEPLOYMENT_PREPARED: '',
  DATABASE_CONNECTIONS: ''
})
const serverless = (command: string, env: Record<string, string> = {}) =>
  rehearsal.serverless(command, deployDir, { env: { ...unset(), ...env } })

it('names the stages when none is given and nobody can be asked', async () => {
  const { code, output, calls } = await serverless('deploy')
  expect(output).toContain('--stage must be one of test, prepub, release')
  expect(output).not.toMatch(/\n\s+at .*:\d+:\d+/)
  expect({ code, calls }).toEqual({ code: 1, calls: [] })
})

it('lists missing settings with their lines, without a call', async () => {
  const { code, output, calls } = await serverless('deploy --stage test')
  expect(output).toMatch(/TOKEN_KEYS \(deploy\/serverless.yml:\d+\)/)
  expect({ code, calls }).toEqual({ code: 1, calls: [] })
})

it('stops where a check fails, before anything is written', async () => {
  writeFileSync(path.join(copy.root, '.env.test'), environmentFile({ TOKEN_KEYS: 'k1:c2hvcnQ=' }))
  const { code, output, writes } = await serverless('deploy --stage test')
  expect(output).toContain('TOKEN_KEYS must be')
  expect({ code, writes }).toEqual({ code: 1, writes: [] })
})

it('reads the settings of the stage, checks, builds from the sources and deploys', async () => {
  writeFileSync(path.join(copy.root, '.env.test'), environmentFile())
  const { code, output } = await serverless('deploy --stage test')
  expect(output).toContain('building and packing the functions')
  expect(output).toContain('letting each function answer from the archive')
  expect(output).toContain(`+ ${project.name}-test-login`)
  expect(code).toBe(0)
  const url = rehearsal.urlOf(`${project.name}-test-login`)
  const body = { code: 'dev-alice-1' }
  expect((await rehearsal.ask(`${url}/login`, { method: 'POST', body })).status).toBe(200)
})

it('deploys the same as npm run deploy', async () => {
  const { code, output } = await rehearsal.run('deploy', ['--stage', 'test'], unset())
  for (const name of rehearsal.cloud.state.functions.keys()) expect(output).toContain(`= ${name}`)
  expect(code).toBe(0)
})

it('refuses an archive that is not the one that was checked', async () => {
  const env = { DEPLOYMENT_PREPARED: '0123456789ab' }
  const { code, output, writes } = await serverless('deploy --stage test', env)
  expect(output).toContain('is not the archive that was checked')
  expect({ code, writes }).toEqual({ code: 1, writes: [] })
})

function environmentFile(changes: Record<string, string> = {}): string {
  const settings = { ...rehearsal.settings, DATABASE_CONNECTIONS: '1', ...changes }
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}
