import { type OperationId, type operations, type RequestBody } from './contract'

type PathParameters<O extends OperationId> = operations[O]['parameters'] extends { path: infer P }
  ? P
  : undefined

/** An operation's input as one object: the parameters of its path and its JSON body. */
export type Input<O extends OperationId> =
  PathParameters<O> extends undefined
    ? RequestBody<O>
    : RequestBody<O> extends undefined
      ? PathParameters<O>
      : PathParameters<O> & RequestBody<O>

/** Puts an input's values into the path where the contract has them, and the rest into the body. */
export function placeInput(path: string, input: object | undefined) {
  const rest: Record<string, unknown> = { ...input }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name])
    delete rest[name]
    return encodeURIComponent(value)
  })
  return { path: filled, body: Object.keys(rest).length ? rest : undefined }
}
