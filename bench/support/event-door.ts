import { type HttpAnswer, type HttpCall } from './client'

interface Response {
  statusCode: number
  body: string
}

/** A bundle's `main_handler`. */
export type Handler = (event: object, context: object) => Promise<Response>

/** Sends a call as the platform's event. Rejects for any answer but 200. */
export async function atEventDoor(
  handle: Handler,
  { method, path, headers, body }: HttpCall
): Promise<HttpAnswer> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const event = { httpMethod: method, path, headers: { ...headers, ...json }, body }
  const { statusCode, body: text } = await handle(event, {})
  return expectOk({ status: statusCode, headers: {}, body: text })
}

export function expectOk<T extends Pick<HttpAnswer, 'status' | 'body'>>(answer: T): T {
  if (answer.status !== 200) throw new Error(`answered ${answer.status} ${answer.body}`)
  return answer
}
