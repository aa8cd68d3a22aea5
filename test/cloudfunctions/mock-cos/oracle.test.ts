/** What the unmodified SDK of Tencent Cloud sends, the stand-in understands, and the other way round. */
import type COS from 'cos-nodejs-sdk-v5'
import { type CosKeys, type CosStandIn, startCos } from '../../../mocks/cos'
import { sdkOf } from './sdk'

const Bucket = 'files-1250000000'
const Region = 'ap-guangzhou'
// everything that is encoded in its own way somewhere
const KEYS = ['plain.txt', '图/片 1.jpg', "a+b&c=d'(!)*~.txt", 'per%cent.txt', 'deep/er/x']

let cos: CosStandIn
beforeAll(async () => (cos = await startCos({ bucket: Bucket })))
afterAll(() => cos.stop())

const sdk = (keys?: CosKeys, options?: COS.COSOptions) => sdkOf(cos, keys, options)

const codeOf = (refused: Promise<unknown>) =>
  refused.then(
    () => 'none',
    (error: COS.CosSdkError) => error.error && (error.error as { Code?: string }).Code
  )

it.each(KEYS)('puts, gets, heads, lists and deletes %s', async (Key) => {
  const client = sdk()
  const put = await client.putObject({
    Bucket,
    Region,
    Key,
    Body: 'hello',
    ContentType: 'text/plain'
  })
  expect(put.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"')
  const got = await client.getObject({ Bucket, Region, Key })
  expect(got.Body.toString()).toBe('hello')
  expect(got.headers?.['content-type']).toBe('text/plain')
  const head = await client.headObject({ Bucket, Region, Key })
  expect(head.headers).toMatchObject({ 'content-length': '5', etag: put.ETag })
  const listed = await client.getBucket({ Bucket, Region, Prefix: Key.slice(0, 2) })
  expect(listed.Contents.map((each) => each.Key)).toContain(Key)
  expect((await client.deleteObject({ Bucket, Region, Key })).statusCode).toBe(204)
  await expect(client.headObject({ Bucket, Region, Key })).rejects.toMatchObject({
    statusCode: 404
  })
})

it.each(KEYS)('presigns the address of %s, which then needs no header', async (Key) => {
  const client = sdk()
  await client.putObject({ Bucket, Region, Key, Body: 'hello' })
  const address = client.getObjectUrl({ Bucket, Region, Key, Sign: true }, () => undefined)
  const response = await fetch(address)
  expect([response.status, await response.text()]).toEqual([200, 'hello'])
  const changed = address.replace(/q-signature=\w/, 'q-signature=x')
  expect((await fetch(changed)).status).toBe(403)
})

it('copies within the bucket, on the condition that the source has an ETag', async () => {
  const client = sdk()
  const { ETag } = await client.putObject({ Bucket, Region, Key: 'from', Body: 'hello' })
  const CopySource = `${Bucket}.cos.${Region}.myqcloud.com/from`
  await client.putObjectCopy({ Bucket, Region, Key: 'to', CopySource, CopySourceIfMatch: ETag })
  expect(cos.read('to').toString()).toBe('hello')
  const stale = { Bucket, Region, Key: 'to', CopySource, CopySourceIfMatch: '"0"' }
  expect(await codeOf(client.putObjectCopy(stale))).toBe('PreconditionFailed')
})

it('reads a range, and answers 304 to an ETag that is known', async () => {
  const client = sdk()
  const { ETag } = await client.putObject({ Bucket, Region, Key: 'a', Body: 'hello' })
  const part = await client.getObject({ Bucket, Region, Key: 'a', Range: 'bytes=1-3' })
  expect([part.statusCode, part.Body.toString()]).toEqual([206, 'ell'])
  const known = client.getObject({ Bucket, Region, Key: 'a', IfNoneMatch: ETag })
  await expect(known).rejects.toMatchObject({ statusCode: 304 })
})

it('keeps metadata', async () => {
  const headers = { 'x-cos-meta-owner': 'alice' }
  await sdk().putObject({ Bucket, Region, Key: 'b/c', Body: 'hello', Headers: headers })
  expect(cos.list('b/c')[0]?.headers).toMatchObject(headers)
})

it('refuses the SDK with a wrong secret, an unknown id, or keys without their token', async () => {
  const keys = cos.keys.issue(600)
  const put = (client: COS) => codeOf(client.putObject({ Bucket, Region, Key: 'x', Body: 'x' }))
  expect(await put(sdk({ ...keys, secretKey: 'wrong' }))).toBe('SignatureDoesNotMatch')
  expect(await put(sdk({ ...keys, secretId: 'AKIDother' }))).toBe('InvalidAccessKeyId')
  expect(await put(sdk({ ...keys, token: undefined }))).toBe('InvalidAccessKeyId')
  expect(cos.list('x')).toEqual([])
})
