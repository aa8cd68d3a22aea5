import { ContractError, readPointer, type YamlFile } from '../read/yaml-file'
import { createAjv } from './schema-compiler'

/** Keeps what it has compiled, by schema. */
const ajv = createAjv({ allErrors: true })

/** What a schema does not allow of a value; at most the first few of many errors are of use. */
export function findErrors(value: unknown, schema: object): { path: string[]; message: string }[] {
  if (ajv.validate(schema, value)) return []
  return (ajv.errors ?? []).map(({ instancePath, message = 'not valid' }) => {
    const path = readPointer(instancePath)
    return { path, message: `${path.join('.') || 'it'}: ${message}` }
  })
}

type Checked = Pick<YamlFile, 'value' | 'problem'>

/** Throws a ContractError with the line of what the schema does not allow. */
export function checkSchema(yaml: Checked, schema: object): void {
  if (ajv.validate(schema, yaml.value)) return
  // an unknown key is often a misspelt one that is reported as missing as well
  const { errors } = ajv
  const error = errors?.find(({ keyword }) => keyword === 'additionalProperties') ?? errors?.[0]
  const { instancePath = '', keyword, params, propertyName, message = 'not valid' } = error ?? {}
  const path = readPointer(instancePath)
  if (propertyName !== undefined) path.push(propertyName)
  const { additionalProperty, allowedValues } = (params ?? {}) as {
    additionalProperty?: string
    allowedValues?: unknown[]
  }
  if (additionalProperty !== undefined) path.push(additionalProperty)
  const allowed = keyword === 'enum' ? `: ${allowedValues?.join(', ')}` : ''
  const problem = additionalProperty === undefined ? message + allowed : 'there is no such key here'
  throw new ContractError([yaml.problem(path, `${path.join('.') || 'the document'}: ${problem}`)])
}
