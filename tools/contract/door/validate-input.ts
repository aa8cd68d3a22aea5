import { type FilePart } from './read-multipart'
import { InputProblem, unknownKey } from './read-pairs'
import { type Parameters } from './read-parameters'

const ALTERNATIVES = ['anyOf', 'oneOf']
/** How many a message lists. */
const MOST_ALTERNATIVES = 4
const MOST_VALUES = 16

interface SchemaError {
  instancePath: string
  keyword: string
  message?: string
  params: Record<string, unknown>
}

/**
 * A validator compiled by ajv, which leaves the errors of the last call on the function and fills in
 * the schema's defaults.
 */
export type Validate = ((value: unknown) => boolean) & { errors?: SchemaError[] | null }

/** Checks parameters and fills in defaults. Throws an InputProblem. */
export function validateParameters(validate: Validate | undefined, parameters: Parameters): void {
  if (validate && !passes(validate, parameters)) throw new InputProblem(describe('', validate))
}

/** The body with defaults filled in. Throws an InputProblem. */
export function validateBody(validate: Validate | undefined, body: unknown): unknown {
  if (!validate) return body
  const hasFiles = isRecord(body) && Object.values(body).flat().some(isFile)
  if (hasFiles) return validateForm(validate, body)
  if (!passes(validate, body)) throw new InputProblem(describe('body', validate))
  return body
}

/** A schema sees a file as a text with a character per byte; one that takes texts alone takes no file. */
function validateForm(validate: Validate, fields: Record<string, unknown>): unknown {
  const withFilesAs = (see: (file: FilePart, i: number) => unknown) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => {
        const seen = [value].flat().map((each, i) => (isFile(each) ? see(each, i) : each))
        return [name, Array.isArray(value) ? seen : seen[0]]
      })
    )
  const texts = withFilesAs(({ bytes }) => bytes.toString('latin1'))
  if (
    !passes(validate, texts) ||
    !passes(
      validate,
      withFilesAs((_file, i) => ({ i }))
    )
  )
    throw new InputProblem(describe('body', validate))
  const isOfFiles = (value: unknown) => [value].flat().some(isFile)
  const files = Object.entries(fields).filter(([, value]) => isOfFiles(value))
  return { ...texts, ...Object.fromEntries(files) }
}

function isFile(value: unknown): value is FilePart {
  return isRecord(value) && Buffer.isBuffer(value.bytes) && typeof value.filename === 'string'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function passes(validate: Validate, value: unknown): boolean {
  try {
    return validate(value)
  } catch (error) {
    // the validator of a recursive schema calls itself for each level
    if (error instanceof RangeError) throw new InputProblem('body: nested too deeply')
    throw error
  }
}

/** What is wrong, without repeating a value, which may be a code or a token. */
export function listProblems(where: string, { errors }: Pick<Validate, 'errors'>): string[] {
  return errors?.length
    ? errors.map((error) => describeError(where, error))
    : [`${where || 'request'}: not valid`]
}

/** The first problem; where no alternative fits, that of each. */
function describe(where: string, validate: Validate): string {
  const { errors } = validate
  const isAlternatives = ({ keyword }: SchemaError) => ALTERNATIVES.includes(keyword)
  const tried = errors?.filter((error) => !isAlternatives(error))
  if (!tried?.length || !errors?.slice(-1).some(isAlternatives))
    return listProblems(where, validate)[0] ?? ''
  const problems = [...new Set(listProblems(where, { errors: tried }))]
  return problems.slice(0, MOST_ALTERNATIVES).join(', or ')
}

function describeError(where: string, error: SchemaError): string {
  const { instancePath, keyword, message = 'not valid', params } = error
  const at = (where + instancePath.replaceAll('/', '.')).replace(/^\./, '')
  if (keyword === 'required') return `${at}: "${String(params.missingProperty)}" is missing`
  if (keyword === 'false schema') return `${at}: must not be sent`
  if (keyword === 'const') return `${at}: must be ${JSON.stringify(params.allowedValue)}`
  if (keyword === 'enum') return `${at}: ${message}: ${listSome(params.allowedValues as unknown[])}`
  if (keyword !== 'additionalProperties') return `${at}: ${message}`
  return `${at}: ${unknownKey(String(params.additionalProperty))}`
}

function listSome(values: unknown[]): string {
  const some = values.slice(0, MOST_VALUES).join(', ')
  return values.length > MOST_VALUES ? `${some} ...` : some
}
