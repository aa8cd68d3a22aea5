import path from 'node:path'
import { build } from 'esbuild'
import { type Project } from '../project'
import { bundleOptions, listBundles } from './bundle-functions'

/** What a bundle is made of: files of the project, and packages, each with the bundles it is in. */
export interface BundleContents {
  files: Map<string, string[]>
  packages: Map<string, string[]>
}

/** Looks into all bundles, without writing them. */
export async function listContents({
  root,
  functionsDir,
  distDir
}: Pick<Project, 'root' | 'functionsDir' | 'distDir'>): Promise<BundleContents> {
  const contents: BundleContents = { files: new Map(), packages: new Map() }
  const { metafile } = await build({
    ...bundleOptions(functionsDir, listBundles(functionsDir), distDir),
    absWorkingDir: root,
    metafile: true
  })
  for (const [output, { inputs }] of Object.entries(metafile.outputs))
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      // an import that leaves nothing behind is not part of the bundle
      if (bytesInOutput > 0) note(contents, file, path.basename(output, '.js'))
    }
  return contents
}

function note({ files, packages }: BundleContents, file: string, bundle: string): void {
  const found = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]
  const [map, key] = found ? [packages, found] : [files, file]
  const bundles = map.get(key) ?? []
  if (!bundles.includes(bundle)) map.set(key, [...bundles, bundle])
}
