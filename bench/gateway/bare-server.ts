/**
 * The floor: node:http that reads and parses a body where there is one, and sends prepared answers
 * with as many headers and bytes as the mock's. It checks nothing and logs nothing.
 */
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { type Answer } from './calls'

const answers = JSON.parse(process.env.BENCH_ANSWERS ?? '{}') as Record<string, Answer>
const NONE: Answer = { headers: {}, body: '' }

const server = createServer((request, response) => {
  const { headers, body } = answers[`${request.method} ${request.url}`] ?? NONE
  const answer = () => {
    response.writeHead(200, headers).end(body)
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
