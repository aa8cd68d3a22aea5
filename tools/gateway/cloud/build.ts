/** Bundles the mock engine with the contract. */
import path from 'node:path'
import { build, type Plugin } from 'esbuild'
import { loadContract, loadGenerated } from '../../contract'
import { generateValidators } from '../../contract/generate/compile-ahead'
import { type Project } from '../../project'
import { packContract } from './pack'

export type CloudMockFiles = Pick<Project, 'contractFile' | 'generatedDir'>

const ENTRY = `
  import { listen } from './index'
  import contract from 'packed:contract.json'
  import validators from 'packed:validators.js'
  listen({ contract, validators, settingsFile: __dirname + '/gateway.json' })
`

export async function buildMock(files: CloudMockFiles, outDir: string): Promise<void> {
  await build({
    stdin: { contents: ENTRY, resolveDir: __dirname },
    outfile: path.join(outDir, 'mock.js'),
    bundle: true,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    plugins: [await packed(files)],
    logLevel: 'warning'
  })
}

/** Saves a cold start from reading, checking and compiling the contract. */
async function packed({ contractFile, generatedDir }: CloudMockFiles): Promise<Plugin> {
  const contract = await loadContract(contractFile, loadGenerated(generatedDir))
  const contents: Record<string, string> = {
    'packed:contract.json': JSON.stringify(packContract(contract)),
    'packed:validators.js': await generateValidators(contract)
  }
  return {
    name: 'packed',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^packed:/ }, (asked) => ({ path: asked.path, namespace: 'packed' }))
      onLoad({ filter: /.*/, namespace: 'packed' }, (asked) => ({
        contents: contents[asked.path],
        loader: asked.path.endsWith('.json') ? 'json' : 'js'
      }))
    }
  }
}
