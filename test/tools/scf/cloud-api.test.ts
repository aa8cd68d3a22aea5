import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/scf/v20180416/scf_client'
import { startCloudApi } from '../../../tools/scf/cloud-api'

const called: unknown[] = []
let api: Awaited<ReturnType<typeof startCloudApi>>
beforeAll(async () => {
  api = await startCloudApi({
    has: (name) => name === 'events',
    invokeLater(name, event) {
      called.push([name, event])
      return { requestId: 'r1' }
    },
    send: (topic, messages) => void called.push([topic, messages])
  })
})
beforeEach(() => void called.splice(0))
afterAll(() => api.stop())

const client = () =>
  new Client({
    credential: { secretId: 'AKID', secretKey: 'key' },
    region: 'ap-guangzhou',
    profile: { httpProfile: { endpoint: new URL(api.url).host, protocol: 'http://' } }
  })

it("takes an asynchronous call of Tencent Cloud's SDK", async () => {
  const { Result } = await client().Invoke({
    FunctionName: 'events',
    InvocationType: 'Event',
    ClientContext: '{"a":1}'
  })
  expect(Result?.FunctionRequestId).toBe('r1')
  expect(called).toEqual([['events', { a: 1 }]])
})

it('refuses what it does not know with a code', async () => {
  const unknown = client().Invoke({ FunctionName: 'nobody', InvocationType: 'Event' })
  await expect(unknown).rejects.toMatchObject({ code: 'ResourceNotFound.Function' })
  await expect(client().ListFunctions({})).rejects.toMatchObject({ code: 'InvalidAction' })
  expect(called).toEqual([])
})

it('knows no action by the name that an object has by itself', async () => {
  const response = await fetch(api.url, {
    method: 'POST',
    headers: { 'x-tc-action': 'constructor' },
    body: '{"a":1}'
  })
  expect(await response.json()).toMatchObject({ Response: { Error: { Code: 'InvalidAction' } } })
})

it('takes messages for a topic', async () => {
  const response = await fetch(api.url, {
    method: 'POST',
    headers: { 'x-tc-action': 'SendMessage' },
    body: JSON.stringify({
      DataHubId: 'ad-clicked',
      Message: [{ Key: 'k', Body: 'b' }, { Body: 'c' }]
    })
  })
  const { Response } = (await response.json()) as { Response: { MessageId: string[] } }
  expect(Response.MessageId).toHaveLength(2)
  expect(called).toEqual([
    [
      'ad-clicked',
      [
        { key: 'k', body: 'b' },
        { key: undefined, body: 'c' }
      ]
    ]
  ])
})

it('answers no web page', async () => {
  const response = await fetch(api.url, {
    method: 'POST',
    headers: { origin: 'https://evil.example', 'x-tc-action': 'SendMessage' },
    body: '{"DataHubId":"ad-clicked"}'
  })
  expect(response.status).toBe(403)
  expect(called).toEqual([])
})
