import { type CosStandIn, startCos } from '../../../mocks/cos'
import { roleKey } from '../../../tools/rehearsal'
import { sendForm } from '../../cloudfunctions/mock-cos/form'
import { PICTURES } from '../../cloudfunctions/pictures'
import { project } from '../../support/project'
import { type Rehearsal, startRehearsal } from './rehearsal'

/** A picture goes through what was deployed: grant, upload, confirmation. */
let rehearsal: Rehearsal
let cos: CosStandIn
beforeAll(async () => {
  rehearsal = await startRehearsal()
  cos = await startCos({ bucket: BUCKET })
  const { account, roles } = rehearsal.cloud.state
  roles.add(ROLE)
  cos.keys.accept(roleKey(account, ROLE))
})
afterAll(async () => {
  await rehearsal.stop()
  await cos.stop()
})
jest.setTimeout(240_000)

const ROLE = 'functions'
const BUCKET = 'files-1250000000'

interface Answer {
  token: string
  url: string
  form: Record<string, string>
  key: string
  user: { avatarUrl: string }
}

async function ask(method: string, path: string, body: object, token = ''): Promise<Answer> {
  const [, name] = path.split('/')
  const url = `${rehearsal.urlOf(`${project.name}-test-${name}`)}${path}`
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  const answer = await rehearsal.ask(url, { method, body, headers })
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status}`)
  return answer.json as Answer
}

it('creates the bucket with its rule and the trigger, and takes a picture by the grant', async () => {
  const settings = { FILES_BUCKET: BUCKET, FILES_URL: cos.url, SCF_ROLE: ROLE }
  const { code, output } = await rehearsal.run('deploy', ['--stage', 'test'], settings)
  expect([code, output]).toEqual([0, expect.stringContaining('test is deployed')])
  const { buckets, bucketSettings, functions } = rehearsal.cloud.state
  expect(buckets.has(BUCKET)).toBe(true)
  expect(bucketSettings.get(`${BUCKET} lifecycle`)?.toString()).toContain(
    '<Prefix>upload/</Prefix>'
  )
  expect(functions.get(`${project.name}-test-files`)?.triggers).toMatchObject([{ Type: 'cos' }])

  const { token } = await ask('POST', '/login', { code: 'dev-alice-files' })
  const grant = await ask('POST', '/user/avatar', { contentType: 'image/jpeg' }, token)
  expect((await sendForm(grant.url, grant.form, PICTURES['image/jpeg'])).status).toBe(204)
  const profile = { nickname: 'Alice', avatarKey: grant.key }
  const { user } = await ask('PUT', '/user/profile', profile, token)
  const shown = await fetch(user.avatarUrl)
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(PICTURES['image/jpeg'])
})
