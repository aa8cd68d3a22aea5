// The least that stores what arrives: a bare node:http with one durable, prepared INSERT per request.
const { createServer } = require('node:http')
const { createPool } = require('mysql2')

const { DATABASE_URL, DATABASE_CONNECTIONS, PORT } = process.env
const pool = createPool({ uri: DATABASE_URL, connectionLimit: Number(DATABASE_CONNECTIONS) })
const INSERT = 'INSERT INTO bench_arrivals (body, at) VALUES (?, NOW(3))'

createServer((incoming, outgoing) => {
  let body = ''
  incoming.setEncoding('utf8').on('data', (chunk) => (body += chunk))
  incoming.once('end', () => {
    // whether it is up is asked without a body
    if (!body) return outgoing.end('{}')
    pool.execute(INSERT, [body], (error) => outgoing.writeHead(error ? 500 : 200).end('{}'))
  })
}).listen(Number(PORT), '127.0.0.1')
