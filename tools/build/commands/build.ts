import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Command } from '../../common/command'
import { buildFunctions, listFunctions } from '../bundle-functions'

const USAGE = `npm run build [-- --out <folder>]

Bundles each function of cloudfunctions/ into one CommonJS file, with scf_bootstrap, which starts it
as an SCF web function.

  --out <folder>  where to; dist/ by default
  --help          this text`

export const build: Command = async (project, args) => {
  const { values } = parseArgs({
    args,
    options: { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } }
  })
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const outDir = path.resolve(values.out ?? project.distDir)
  await buildFunctions(project, outDir)
  console.log(`built ${listFunctions(project.functionsDir).join(', ')} in ${outDir}`)
  return 0
}
