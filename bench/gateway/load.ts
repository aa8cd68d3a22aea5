import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

export interface BenchCall {
  name: string
  method: 'GET' | 'POST' | 'PUT'
  path: string
  headers: Record<string, string>
  body?: string
}

export interface Loaded {
  requests: number
  /** Broken connections, timeouts and answers other than 2xx. */
  failed: number
  perSecond: number
}

interface AutocannonResult {
  requests: { total: number; average: number }
  errors: number
  timeouts: number
  non2xx: number
}

export interface LoadOptions {
  connections: number
  seconds: number
  /** By default, as fast as the server answers. */
  requestsPerSecond?: number
}

/** Calls a server from another process. */
export async function load(
  url: string,
  { method, path, headers, body }: BenchCall,
  { connections, seconds, requestsPerSecond }: LoadOptions
): Promise<Loaded> {
  const args = [
    require.resolve('autocannon'),
    ...['--json', '--no-progress', '-c', String(connections), '-d', String(seconds), '-m', method],
    ...(requestsPerSecond === undefined ? [] : ['-R', String(requestsPerSecond)]),
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`]),
    ...(body === undefined ? [] : ['-b', body]),
    url + path
  ]
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    timeout: (seconds + 20) * 1000,
    maxBuffer: 1 << 24
  })
  const result = JSON.parse(stdout) as AutocannonResult
  return {
    requests: result.requests.total,
    failed: result.errors + result.timeouts + result.non2xx,
    perSecond: result.requests.average
  }
}
