import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { withUsage } from '../../common/command'
import { listContents } from '../list-packages'
import { makeSbom, type PackageLock } from '../sbom'

const USAGE = `npm run cli -- sbom [--out <file>]

Prints which packages the functions are made of, with versions, hashes and licences, as CycloneDX 1.6.
Of the installed packages, those in the bundles have the scope "required", the others "excluded".

  --out <file>  writes it there
  --help        this text`

export const sbom = withUsage(USAGE, async (project, args) => {
  const { values } = parseArgs({
    args,
    options: { out: { type: 'string' } }
  })
  const read = (file: string): unknown =>
    JSON.parse(readFileSync(path.join(project.root, file), 'utf8'))
  const own = read('package.json') as { name: string; version: string }
  const { packages } = await listContents(project)
  const list = makeSbom(read('package-lock.json') as PackageLock, own, new Set(packages.keys()))
  const text = `${JSON.stringify(list, null, 2)}\n`
  if (values.out === undefined) process.stdout.write(text)
  else writeFileSync(path.resolve(values.out), text)
  return 0
})
