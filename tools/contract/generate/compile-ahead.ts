import path from 'node:path'
import Ajv2020 from 'ajv/dist/2020'
import standaloneCode from 'ajv/dist/standalone'
import addFormats from 'ajv-formats'
import { build } from 'esbuild'
import { environmentsSchema } from '../check/environments-schema'
import { listValidatorSchemas } from '../check/schema-compiler'
import { hashDocument } from '../generated'
import { type Contract } from '../model'

/** The folder that has ajv in its node_modules; paths in comments of the output start there. */
const WORKING_DIR = path.resolve(require.resolve('ajv/package.json'), '../../..')

/** The CommonJS text of a module of validators, by operationId and part: loginBody, loginQuery. */
export function generateValidators(contract: Contract): Promise<string> {
  return compileAhead(listValidatorSchemas(contract))
}

/** The CommonJS text of a module with the validator of environments.yaml and the contract's hash. */
export async function generateChecked({ document }: Contract): Promise<string> {
  const code = await compileAhead({ environments: environmentsSchema })
  return `${code}module.exports.contractHash = '${hashDocument(document)}'\n`
}

async function compileAhead(schemas: Record<string, object>): Promise<string> {
  const ajv = addFormats(
    new Ajv2020({ strict: false, inlineRefs: false, code: { source: true, lines: true } })
  )
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name)
  const exported = Object.fromEntries(Object.keys(schemas).map((name) => [name, name]))
  // ajv's code requires a few small helpers of ajv, which are bundled in
  const { outputFiles } = await build({
    stdin: { contents: standaloneCode(ajv, exported), resolveDir: WORKING_DIR, loader: 'js' },
    absWorkingDir: WORKING_DIR,
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node18',
    format: 'cjs'
  })
  return outputFiles[0]?.text ?? ''
}
