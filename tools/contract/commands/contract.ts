import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Command } from '../../common/command'
import { generate } from '../generate/generate'

const USAGE = `Usage: npm run contract [-- --check]

Checks gateway-config/openapi.yaml and regenerates what is made from it: the contract as TypeScript
for the mini-program and the functions, the validators for gateway and functions, and a note that
the contract was checked, so that the gateway starts without checking it again.

  --check   write nothing; exit code 1 when a generated file is stale`

/** Generates the files that are made from the contract, or checks that they are up to date. */
export const contract: Command = async (project, args) => {
  const { values } = parseArgs({
    args,
    options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } }
  })
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const files = [...(await generate(project))]
  const shown = (file: string) => path.relative(project.root, file).replaceAll('\\', '/')
  if (values.check) {
    const stale = files.filter(
      ([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text
    )
    for (const [file] of stale) console.error(`${shown(file)} is stale: run \`npm run contract\``)
    return stale.length ? 1 : 0
  }
  for (const [file, text] of files) {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
    console.log(`wrote ${shown(file)}`)
  }
  return 0
}
