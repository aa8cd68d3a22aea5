import path from 'node:path'
import { parseArgs } from 'node:util'
import { withUsage } from '../../common/command'
import { buildFunctions, listFunctions } from '../bundle-functions'

const USAGE = `npm run build [-- --out <folder>]

Bundles each function of cloudfunctions/ into one CommonJS file, with scf_bootstrap, which starts it
as an SCF web function.

  --out <folder>  where to; dist/ by default
  --help          this text`

export const build = withUsage(USAGE, async (project, args) => {
  const { values } = parseArgs({
    args,
    options: { out: { type: 'string' } }
  })
  const outDir = path.resolve(values.out ?? project.distDir)
  await buildFunctions(project, outDir)
  console.log(`built ${listFunctions(project.functionsDir).join(', ')} in ${outDir}`)
  return 0
})
