import path from 'node:path'
import Ajv2020 from 'ajv/dist/2020'
import standaloneCode from 'ajv/dist/standalone'
import addFormats from 'ajv-formats'
import { build } from 'esbuild'
import type { Contract } from '../read/read-contract'
import { environmentsSchema } from '../read/environments-schema'
import { hashDocument } from '../read/hash-document'
import { listValidatorSchemas } from './validator-schemas'

const ROOT = path.resolve(__dirname, '../../..')
export const BANNER =
  '// GENERATED from gateway-config/openapi.yaml by `npm run contract`: do not edit.\n'

/** The CommonJS text of a module of validators, by operationId and part: loginBody, loginQuery. */
export function generateValidators(contract: Contract): Promise<string> {
  return compileAhead(listValidatorSchemas(contract))
}

/** The same of environments.yaml, with the hash of the contract: what a start need not check again. */
export async function generateChecked({ document }: Contract): Promise<string> {
  const code = await compileAhead({ environments: environmentsSchema })
  return `${code}module.exports.contractHash = '${hashDocument(document)}'\n`
}

/** The CommonJS text of a module of validators. */
async function compileAhead(schemas: Record<string, object>): Promise<string> {
  const ajv = addFormats(
    new Ajv2020({ strict: false, inlineRefs: false, code: { source: true, lines: true } })
  )
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name)
  const exported = Object.fromEntries(Object.keys(schemas).map((name) => [name, name]))
  // standalone code still requires ajv's small run-time helpers: bundle them in
  const { outputFiles } = await build({
    stdin: { contents: standaloneCode(ajv, exported), resolveDir: ROOT, loader: 'js' },
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    banner: { js: BANNER.trim() }
  })
  return outputFiles[0]?.text ?? ''
}
