import { type Check, fail, ok } from '../check'

/** What users upload: only what WeChat's console has to list cannot be seen from here. */
export const files: Check = {
  name: 'files',
  isQuick: true,
  run({ settings, service }) {
    const { FILES_BUCKET: bucket, FILES_READ_URL: readUrl } = settings
    if (!bucket) return ok('no FILES_BUCKET', 'users can upload nothing')
    if (!/^[a-z\d][a-z\d-]*-\d+$/.test(bucket))
      return fail(
        `FILES_BUCKET is ${bucket}`,
        'the names of buckets end with the number of the account',
        'write <name>-<appid>'
      )
    if (!settings.SCF_ROLE)
      return fail(
        `files go to ${bucket}, and the functions have no role`,
        'without the key of a role they can sign nothing',
        'set SCF_ROLE to a role that may use the bucket (docs/files.md)'
      )
    const own = `https://${bucket}.cos.${service.provider.region}.myqcloud.com`
    const lists = `WeChat's console must list ${own} for uploadFile, and ${readUrl || own} for downloadFile`
    const forced = 'a browser downloads them from there instead of showing them'
    return ok(`files go to ${bucket}`, readUrl ? lists : `${lists}; ${forced}`)
  }
}
