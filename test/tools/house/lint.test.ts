import { spawnSync } from 'node:child_process'
import { project } from '../../support/project'

type Case = [file: string, imported: string]

/** By file of the project, whatever is in it. */
const FORBIDDEN: Case[] = [
  ['tools/scf/index.ts', '../../cloudfunctions/shared/http/serve'],
  ['tools/scf/index.ts', '../../gateway-config/generated/contract'],
  ['tools/gateway/index.ts', '../scf/instances/child'],
  ['cloudfunctions/login/index.ts', '../user/get-user'],
  ['cloudfunctions/login/index.ts', '../../tools/contract/door/cors'],
  ['cloudfunctions/shared/http/serve.ts', '../../../tools/contract'],
  ['cloudfunctions/shared/http/serve.ts', '../../../tools/common/port'],
  ['cloudfunctions/shared/http/serve.ts', '../../login/enter'],
  ['miniprogram/api/session.ts', 'node:fs'],
  ['miniprogram/api/session.ts', '../../tools/project'],
  ['mocks/pay/index.ts', '../../tools/common/port'],
  ['mocks/pay/index.ts', '../../cloudfunctions/shared/http/serve']
]
const ALLOWED: Case[] = [
  ['tools/gateway/index.ts', '../scf'],
  ['tools/gateway/index.ts', '../contract/read/yaml-file'],
  ['cloudfunctions/login/index.ts', '../shared/http/serve'],
  ['cloudfunctions/shared/http/serve.ts', '../../../tools/contract/door/cors'],
  ['cloudfunctions/shared/http/serve.ts', '../../../gateway-config/generated/contract'],
  ['miniprogram/api/session.ts', './contract'],
  ['mocks/pay/index.ts', '../local-server']
]

const SCRIPT = `
const { ESLint } = require('eslint')
const eslint = new ESLint({
  ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-imports',
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } }
})
const lint = async ([filePath, imported]) => {
  const [{ messages }] = await eslint.lintText("export * from '" + imported + "'", { filePath })
  return messages.map(({ ruleId, message }) => ruleId ?? message)
}
Promise.all(JSON.parse(process.argv[1]).map(lint)).then((found) => console.log(JSON.stringify(found)))
`

/** Of each case, the rules that it breaks. */
function lint(cases: Case[]): string[][] {
  const args = ['-e', SCRIPT, JSON.stringify(cases)]
  const options = { cwd: project.root, encoding: 'utf8' } as const
  return JSON.parse(spawnSync(process.execPath, args, options).stdout) as string[][]
}

it('lets a room import what the table of imports allows, and nothing else', () => {
  const found = lint([...FORBIDDEN, ...ALLOWED])
  expect(found).toEqual([
    ...FORBIDDEN.map(() => ['no-restricted-imports']),
    ...ALLOWED.map(() => [])
  ])
})
