import { stringify } from 'yaml'

const OPERATIONS: [operationId: string, method: string, path: string][] = [
  ['login', 'post', '/login'],
  ['waferLogin', 'get', '/login'],
  ['getSession', 'get', '/session'],
  ['listSessions', 'get', '/session/list'],
  ['revokeOtherSessions', 'delete', '/session/others'],
  ['revokeSession', 'delete', '/session/{id}'],
  ['getUser', 'get', '/user'],
  ['saveProfile', 'put', '/user/profile']
]

/** A contract of a few operations, which stays the same when the project's own contract grows. */
export function smallContract(): string {
  const paths: Record<string, Record<string, object>> = {}
  for (const [operationId, method, path] of OPERATIONS) {
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }]
    const responses = { 204: { description: 'Done' } }
    paths[path] = {
      ...paths[path],
      [method]: { operationId, ...(path.includes('{') && { parameters }), responses }
    }
  }
  const info = { title: 'small', version: '1.0.0' }
  return stringify({ openapi: '3.1.0', info, 'x-client-timeout-seconds': 15, paths })
}
