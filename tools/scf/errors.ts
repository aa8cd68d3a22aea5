/**
 * The platform's own errors. Codes and names: cloud.tencent.com/document/product/583/42611. Message
 * texts and numbers of errorCode: as seen in the logs that users of the platform published; where
 * none was found (405, 406, 407, 437, 446, 450, 499) the documented name or sentence stands in and
 * errorCode is assumed to be -1.
 */
export class Failure extends Error {
  override name = 'Failure'
  constructor(
    readonly status: number,
    message: string,
    readonly details: {
      errorCode?: number
      stackTrace?: string
      /** What ended the process, as it wrote it: the log tells it, the answer does not */
      fatalError?: string
    } = {}
  ) {
    super(message)
  }
}

/**
 * The JSON text that the platform answers in place of a result; its keys come in alphabetical order
 * there too.
 */
export function failureBody(failure: Failure, requestId: string): string {
  const { errorCode = -1, stackTrace } = failure.details
  return JSON.stringify({
    errorCode,
    errorMessage: failure.message,
    requestId,
    stackTrace,
    statusCode: failure.status
  })
}

export const failures = {
  notInvokable: (name: string) =>
    new Failure(
      400,
      `InvalidParameterValue: ${name} is a web function, it takes HTTP requests only`
    ),
  /** The process ended before it could take a call */
  exitedAtStart: (fatalError?: string) => new Failure(405, 'ContainerStateExited', { fatalError }),
  requestTooLarge: () => new Failure(406, 'RequestTooLarge'),
  responseTooLarge: () => new Failure(407, 'The size of response exceeds the upper limit (6MB)'),
  userCode: (stackTrace: string) =>
    new Failure(430, 'user code exception caught', { errorCode: 1, stackTrace }),
  /** The quota is memory: so many instances times the memory of one */
  concurrency: (name: string, quotaMb: number) =>
    new Failure(432, `Function [ ${name} ] concurrency exceeded reserved quota ${quotaMb} MB`, {
      errorCode: 1
    }),
  timeLimit: (seconds: number) =>
    new Failure(433, `Invoking task timed out after ${seconds} seconds`),
  memoryLimit: (memoryMb: number) => new Failure(434, `Task memory exceeded ${memoryMb} MB`),
  unknownFunction: (name: string) => new Failure(435, `FunctionNotFound: ${name}`),
  handlerNotFound: (what: string) => new Failure(437, `HandlerNotFound: ${what}`),
  exitedWhileRunning: (fatalError?: string) =>
    new Failure(439, 'User process exit when running', { fatalError }),
  /** Code outside the handler threw: the stack stands where the message does */
  loading: (stack: string) => new Failure(443, stack, { errorCode: 1 }),
  portNotBound: () => new Failure(446, 'PortBindingFailed'),
  initTimeLimit: (seconds: number) =>
    new Failure(450, `InitContainerTimeout: initialization timed out after ${seconds} seconds`),
  cancelled: () => new Failure(499, 'RequestCanceled'),
  /** A web function that lives but hung up; what the platform says then is not documented */
  connectionLost: (problem: string) => new Failure(500, `InternalError: ${problem}`)
}

/** What an API gateway answers when a function's return is no integrated response (583/12513) */
export const INVALID_RESPONSE =
  '{"errno":403,"error":"Invalid scf response format. please check your scf response format."}'
