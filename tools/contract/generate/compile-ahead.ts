import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Options } from 'ajv/dist/2020'
import standaloneCode from 'ajv/dist/standalone'
import { build, type Plugin } from 'esbuild'
import { environmentsSchema } from '../check/environments-schema'
import { createAjv, listResponseSchemas, listValidatorSchemas } from '../check/schema-compiler'
import { HAS_DUPLICATES } from '../check/unique-items'
import { hashDocument } from '../generated'
import { type Contract } from '../model'

/** The folder that has ajv in its node_modules; paths in comments of the output start there. */
const WORKING_DIR = path.resolve(require.resolve('ajv/package.json'), '../../..')

/** The CommonJS text of a module of the requests' validators, by operationId and part: loginBody. */
export function generateValidators(contract: Pick<Contract, 'operations'>): Promise<string> {
  return compileAhead(listValidatorSchemas(contract), { useDefaults: true })
}

/** The same for JSON answers: `loginResponse:200`. */
export function generateResponseValidators(contract: Contract): Promise<string> {
  return compileAhead(listResponseSchemas(contract), { allErrors: true })
}

/** The CommonJS text of a module with the validator of environments.yaml and the contract's hash. */
export async function generateChecked({ document }: Contract): Promise<string> {
  const code = await compileAhead({ environments: environmentsSchema })
  return `${code}module.exports.contractHash = '${hashDocument(document)}'\n`
}

/** Finds this folder's helpers wherever node_modules is. */
const ownHelpers: Plugin = {
  name: 'own-helpers',
  setup(build) {
    const [namespace = '', file = ''] = HAS_DUPLICATES.split(':')
    build.onResolve({ filter: new RegExp(`^${HAS_DUPLICATES}$`) }, () => ({
      path: file,
      namespace
    }))
    build.onLoad({ filter: /.*/, namespace }, () => ({
      contents: readFileSync(path.join(__dirname, `../${namespace}/${file}.ts`), 'utf8'),
      loader: 'ts'
    }))
  }
}

async function compileAhead(
  schemas: Record<string, object>,
  options: Options = {}
): Promise<string> {
  const ajv = createAjv({ ...options, validateSchema: true, code: { source: true, lines: true } })
  // many operations have no parameters, and the same failures: equal schemas share a validator
  const firsts = new Map<string, string>()
  const aliases: string[] = []
  for (const [name, schema] of Object.entries(schemas)) {
    const text = JSON.stringify(schema)
    const first = firsts.get(text)
    if (first === undefined) {
      ajv.addSchema(schema, name)
      firsts.set(text, name)
    } else aliases.push(`exports[${JSON.stringify(name)}] = exports[${JSON.stringify(first)}]\n`)
  }
  const exported = Object.fromEntries([...firsts.values()].map((name) => [name, name]))
  const contents = standaloneCode(ajv, exported) + '\n' + aliases.join('')
  // ajv's code requires a few small helpers of ajv, which are bundled in
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: WORKING_DIR, loader: 'js' },
    absWorkingDir: WORKING_DIR,
    bundle: true,
    plugins: [ownHelpers],
    write: false,
    platform: 'node',
    target: 'node18',
    format: 'cjs'
  })
  return outputFiles[0]?.text ?? ''
}
