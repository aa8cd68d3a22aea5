import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { withUsage } from '../../common/command'
import { findGaps } from '../check/find-gaps'
import { generate } from '../generate/generate'

const USAGE = `Usage: npm run contract [-- --write | --check]

Checks gateway-config/openapi.yaml and regenerates what is made from it: the contract as TypeScript
for the mini-program and the functions, the validators for gateway and functions, and a note that
the contract was checked, so that the gateway starts without checking it again. Names what described
operations lack: handler, test, line in index.ts, entry in serverless.yml; and where a setting that
a function reads is missing: .env.example, serverless.yml.

  --write   write what they lack; nothing that exists is overwritten
  --check   write nothing; exit code 1 when a generated file is stale`

/** Generates the files that are made from the contract, or checks that they are up to date. */
export const contract = withUsage(USAGE, async (project, args) => {
  const { values } = parseArgs({
    args,
    options: {
      check: { type: 'boolean' },
      write: { type: 'boolean' }
    }
  })
  const generated = await generate(project)
  const stale = [...generated].filter(
    ([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text
  )
  const leftOver = listFiles(project.generatedDir).filter((file) => !generated.has(file))
  const shown = (file: string) => path.relative(project.root, file).replaceAll('\\', '/')
  if (values.check) {
    for (const [file] of stale) console.error(`${shown(file)} is stale: run \`npm run contract\``)
    for (const file of leftOver)
      console.error(`${shown(file)} is no longer generated: run \`npm run contract\``)
    return stale.length + leftOver.length ? 1 : 0
  }
  for (const [file, text] of stale) {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
    console.log(`wrote ${shown(file)}`)
  }
  for (const file of leftOver) {
    rmSync(file)
    console.log(`removed ${shown(file)}, which is no longer generated`)
  }
  if (!stale.length && !leftOver.length) console.log('what is generated is up to date')
  if (values.write) {
    const { writeMissing } = await import('../write/write-missing')
    const { writeSettings } = await import('../write/write-settings')
    const written = [...(await writeMissing(project)), ...writeSettings(project)]
    for (const file of new Set(written)) console.log(`wrote ${shown(file)}`)
  }
  const gaps = await findGaps(project)
  for (const gap of gaps) console.error(gap)
  if (gaps.length) console.error('npm run contract -- --write writes what is missing')
  return 0
})

function listFiles(dir: string): string[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
}
