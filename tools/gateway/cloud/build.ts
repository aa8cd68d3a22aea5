/** Bundles the gateway's mocks with the contract: node --require tsx/cjs <this file> --out DIR */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build, type Plugin } from 'esbuild'
import { readContract } from '../../contract/read/read-contract'
import { generateValidators } from '../../contract/generate/compile-ahead'
import { packContract } from './pack'

const CONTRACT = path.resolve(__dirname, '../../../gateway-config/openapi.yaml')

const ENTRY = `
  import { listen } from './index'
  import contract from 'packed:contract.json'
  import validators from 'packed:validators.js'
  listen({ contract, validators, settingsFile: __dirname + '/gateway.json' })
`

/** What a cold start would otherwise read, check and compile. */
async function packed(): Promise<Plugin> {
  const contract = readContract(CONTRACT)
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

async function main(): Promise<void> {
  const { out } = parseArgs({ options: { out: { type: 'string' } } }).values
  if (out === undefined) throw new Error('--out says where mock.js goes')
  await build({
    stdin: { contents: ENTRY, resolveDir: __dirname },
    outfile: path.join(out, 'mock.js'),
    bundle: true,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    plugins: [await packed()],
    logLevel: 'warning'
  })
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
