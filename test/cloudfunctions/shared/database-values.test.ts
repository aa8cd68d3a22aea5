import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import {
  type Database,
  database as databasePart,
  isDuplicate
} from '../../../cloudfunctions/shared/database/database'
import { createDatabase, type TestDatabase } from '../../support/database'

let server: TestDatabase
let database: Database
beforeAll(async () => {
  server = await createDatabase({ migrated: false })
  database = databasePart.make({}, { url: server.url, connections: 1 })
})
afterAll(async () => {
  await database.end()
  await server.drop()
})
const deadline = () => startDeadline(5000)

describe.each(['', 'NO_BACKSLASH_ESCAPES', 'ANSI_QUOTES'])('with sql_mode "%s"', (mode) => {
  it.each([
    "x', nickname=0x4f574e4544 -- ",
    "\\', nickname = 0x68747470733a2f2f6576696c -- ",
    "O'Brien",
    'back\\slash',
    '"quoted"',
    '小雨🌧'
  ])('stores %s as it is, and changes no other row', async (text) => {
    await database.run(`SET SESSION sql_mode = '${mode}'`, [], deadline())
    await server.query('DROP TABLE IF EXISTS people')
    await server.query(
      'CREATE TABLE people (id INT PRIMARY KEY, nickname VARCHAR(100) CHARACTER SET utf8mb4)'
    )
    await server.query("INSERT INTO people VALUES (1, 'alice'), (2, 'bob')")
    await database.change('UPDATE people SET nickname = ? WHERE id = ?', [text, 1], deadline())
    expect(await database.run('SELECT * FROM people ORDER BY id', [], deadline())).toEqual([
      { id: 1, nickname: text },
      { id: 2, nickname: 'bob' }
    ])
  })
})

it.each([
  ['with values', [1]],
  ['without values', []]
])(
  'returns numbers for whole numbers, and text for what a number cannot hold, %s',
  async (_how, values) => {
    await server.query('DROP TABLE IF EXISTS sums')
    await server.query(
      'CREATE TABLE sums (n INT UNSIGNED, big BIGINT UNSIGNED, price DECIMAL(10,2), at DATETIME(3), id BINARY(2))'
    )
    await server.query(
      "INSERT INTO sums VALUES (3, 9007199254740993, 1.10, '2030-01-02 03:04:05.678', x'0102'), (NULL, 1, 2, NULL, NULL)"
    )
    const where = values.length ? 'WHERE 1 = ?' : ''
    const [row] = await database.run(
      `SELECT SUM(n) AS sum, COALESCE(MAX(n), 0) AS most, COALESCE(n, 0) AS n, COUNT(*) AS count, big,
       SUM(price) AS price, MIN(NULL) AS nothing, at, id FROM sums ${where}`,
      values,
      deadline()
    )
    expect(row).toEqual({
      sum: 3,
      most: 3,
      n: 3,
      count: 2,
      big: '9007199254740993',
      price: '3.10',
      nothing: null,
      at: new Date('2030-01-02T03:04:05.678Z'),
      id: Buffer.from([1, 2])
    })
  }
)

it('stores the bytes of any typed array as they are', async () => {
  await server.query('CREATE TABLE pictures (bytes BLOB)')
  const bytes = new Uint8Array([0, 1, 0x89, 0x50, 255, 2]).subarray(2, 5)
  await database.change('INSERT INTO pictures VALUES (?)', [bytes], deadline())
  expect(await database.run('SELECT bytes FROM pictures', [], deadline())).toEqual([
    { bytes: Buffer.from([0x89, 0x50, 255]) }
  ])
})

it('takes numbers for LIMIT, and returns the number of changed rows', async () => {
  await server.query('CREATE TABLE numbers (n INT PRIMARY KEY)')
  await server.query('INSERT INTO numbers VALUES (1), (2), (3)')
  expect(await database.change('DELETE FROM numbers ORDER BY n LIMIT ?', [2], deadline())).toBe(2)
  expect(await database.run('SELECT n FROM numbers LIMIT ?', [5], deadline())).toEqual([{ n: 3 }])
})

it('recognizes a duplicate key, and keeps the value out of the failure', async () => {
  await server.query('CREATE TABLE names (name VARCHAR(50) PRIMARY KEY)')
  const insert = () => database.change('INSERT INTO names VALUES (?)', ["it's hunter2"], deadline())
  await insert()
  const error = await insert().catch((e: unknown) => e)
  expect(isDuplicate(error)).toBe(true)
  expect(JSON.stringify(error)).not.toMatch(/it's|hunter2/)
  expect(error).toMatchObject({
    code: 'SERVER_ERROR',
    detail: {
      sqlCode: 'ER_DUP_ENTRY',
      sqlMessage: expect.stringMatching(/^Duplicate entry … ?for key '\S*PRIMARY'$/) as string,
      sql: 'INSERT INTO names VALUES (?)'
    }
  })
})

it('names the missing table and what to do about it', async () => {
  const failing = database.run('SELECT * FROM nowhere WHERE x = ?', ['hunter2'], deadline())
  await expect(failing).rejects.toMatchObject({
    code: 'SERVER_ERROR',
    detail: {
      sqlMessage: expect.stringContaining('nowhere') as string,
      hint: expect.stringContaining('migrate') as string
    }
  })
})

it.each([
  ['a wrong password', (url: URL) => (url.password = 'wrong'), 1045],
  ['an unknown database', (url: URL) => (url.pathname = '/nowhere'), 1049]
])('reports %s as a wrong setting, with a hint in the log', async (_what, change, errno) => {
  const url = new URL(server.url)
  change(url)
  const wrong = databasePart.make({}, { url: url.href, connections: 1 })
  await expect(wrong.run('SELECT 1', [], deadline())).rejects.toMatchObject({
    code: 'SERVER_MISCONFIGURED',
    detail: { errno, hint: expect.stringContaining('DATABASE_URL') as string }
  })
  await wrong.end()
})
