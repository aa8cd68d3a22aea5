/**
 * The errors that SCF itself answers. Codes and names: cloud.tencent.com/document/product/583/42611. Messages
 * and values of errorCode: as seen in logs that users of the platform published. For 405, 406, 407,
 * 437, 446, 450 and 499, where none was found, the message is the documented name or sentence, and
 * errorCode is assumed to be -1.
 */
export class PlatformError extends Error {
  override name = 'PlatformError'
  constructor(
    readonly status: number,
    message: string,
    readonly details: {
      errorCode?: number
      stackTrace?: string
      /** What ended the process, in its own words; logged, but not part of the answer */
      fatalError?: string
    } = {}
  ) {
    super(message)
  }
}

export const platformErrors = {
  notInvokable: (name: string) =>
    new PlatformError(
      400,
      `InvalidParameterValue: ${name} is a web function, it takes HTTP requests only`
    ),
  /** The process ended before it could take a call */
  exitedAtStart: (fatalError?: string) =>
    new PlatformError(405, 'ContainerStateExited', { fatalError }),
  requestTooLarge: () => new PlatformError(406, 'RequestTooLarge'),
  responseTooLarge: () =>
    new PlatformError(407, 'The size of response exceeds the upper limit (6MB)'),
  userCode: (stackTrace: string) =>
    new PlatformError(430, 'user code exception caught', { errorCode: 1, stackTrace }),
  /** The quota is memory: the number of instances times the memory of one */
  concurrency: (name: string, quotaMb: number) =>
    new PlatformError(
      432,
      `Function [ ${name} ] concurrency exceeded reserved quota ${quotaMb} MB`,
      { errorCode: 1 }
    ),
  timeLimit: (seconds: number) =>
    new PlatformError(433, `Invoking task timed out after ${seconds} seconds`),
  memoryLimit: (memoryMb: number) => new PlatformError(434, `Task memory exceeded ${memoryMb} MB`),
  unknownFunction: (name: string) => new PlatformError(435, `FunctionNotFound: ${name}`),
  handlerNotFound: (what: string) => new PlatformError(437, `HandlerNotFound: ${what}`),
  exitedWhileRunning: (fatalError?: string) =>
    new PlatformError(439, 'User process exit when running', { fatalError }),
  /** Code outside the handler threw: the stack takes the place of the message */
  loading: (stack: string) => new PlatformError(443, stack, { errorCode: 1 }),
  portNotBound: () => new PlatformError(446, 'PortBindingFailed'),
  initTimeLimit: (seconds: number) =>
    new PlatformError(
      450,
      `InitContainerTimeout: initialization timed out after ${seconds} seconds`
    ),
  cancelled: () => new PlatformError(499, 'RequestCanceled'),
  /** A web function that is alive but hung up; the platform's answer is not documented */
  connectionLost: (problem: string) => new PlatformError(500, `InternalError: ${problem}`)
}

/** The JSON text that the platform answers in place of a result, its keys in alphabetical order. */
export function errorBody(error: PlatformError, requestId: string): string {
  const { errorCode = -1, stackTrace } = error.details
  return JSON.stringify({
    errorCode,
    errorMessage: error.message,
    requestId,
    stackTrace,
    statusCode: error.status
  })
}

/**
 * How an HTTP client learns of the platform's own errors. API gateway: HTTP 200 and the error's
 * body (583/12513). Function URL and web function: not documented; published transcripts show the
 * platform's code as the HTTP status with the same body ("443 status code 443"), so every code is
 * assumed to travel that way.
 */
export function errorAnswer(error: PlatformError, requestId: string, isApigw: boolean) {
  return {
    status: isApigw ? 200 : error.status,
    headers: { 'content-type': 'application/json' },
    body: errorBody(error, requestId)
  }
}
