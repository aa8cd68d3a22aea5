import openapiTS, { astToString } from 'openapi-typescript'
import { type Contract } from '../model'

/** The contract as TypeScript, for the mini-program and for the functions. */
export async function generateTypes(contract: Contract): Promise<string> {
  const json = (value: unknown) => JSON.stringify(value, null, 2)
  const routes = contract.operations.map(({ operationId, method, path, authenticated }) => [
    operationId,
    { method, path, authenticated }
  ])
  return `${astToString(await openapiTS(contract.document as never))}
export type Schemas = components['schemas']
export type ErrorCode = Schemas['ErrorCode']
export type OperationId = keyof operations

/** The JSON that an operation takes; \`undefined\` where it takes none. */
export type RequestBody<O extends OperationId> = operations[O] extends {
  requestBody: { content: { 'application/json': infer Body } }
}
  ? Body
  : undefined

/** The JSON of an operation when all goes well; \`undefined\` where there is none (204). */
export type Result<O extends OperationId> = operations[O]['responses'] extends {
  200: { content: { 'application/json': infer Body } }
}
  ? Body
  : undefined

export const routes = ${json(Object.fromEntries(routes))} as const

/** So long a client waits for a reply. */
export const clientTimeoutMs = ${contract.clientTimeoutSeconds * 1000}

/** What each code means: its HTTP status, and how a client may try again. */
export interface CodeMeaning {
  status: number
  message: string
  retry: 'no' | 'sameCode' | 'newCode' | 'login'
  retryAfterSeconds?: number
}

export const codes: Record<ErrorCode, CodeMeaning> = ${json(contract.codes)}
`
}
