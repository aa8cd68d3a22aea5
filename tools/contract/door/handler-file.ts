/** Where the handler of an operation is by convention: `coupons/list-coupons.ts`. */
export function handlerFileOf({ operationId, function: name }: Described): string {
  return `${name}/${fileNameOf(operationId)}.ts`
}

interface Described {
  operationId: string
  /** The first segment of the path. */
  function: string
}

export function fileNameOf(operationId: string): string {
  return operationId.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** The answer for an operation that the contract describes but that is not written yet. */
export function notWritten(operation: Described, folder?: string) {
  const where = folder === undefined ? '' : `: ${folder}/${handlerFileOf(operation)}`
  return {
    code: 'NOT_IMPLEMENTED',
    message: `${operation.operationId} is described but not written${where}`
  }
}
