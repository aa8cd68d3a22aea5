/** The floor: node:http with prepared answers of the same size, no checks and no log. */
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'

const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
const bodies = JSON.parse(process.env.BENCH_BODIES ?? '{}') as Record<string, string>

const server = createServer((request, response) => {
  const body = bodies[`${request.method} ${request.url}`] ?? ''
  const answer = () => {
    response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
  }
  if (request.method === 'GET') {
    answer()
    return
  }
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => (text += chunk))
  request.on('end', () => {
    JSON.parse(text)
    answer()
  })
})

server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
