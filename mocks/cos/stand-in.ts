import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type CosEvent, type CosStandIn, startCos } from '.'

/** What `npm start` needs of a stand-in: how functions reach it, and how it ends. */
export interface CosWorld {
  name: 'cos'
  url: string
  /** Settings of the functions that point to it. */
  settings: Record<string, string>
  /** Phones upload and read here themselves. */
  phone: { cos: string }
  cos: CosStandIn
  /** For the console. */
  files: Pick<CosStandIn, 'list' | 'read'>
  /** Of the functions' role; in the cloud the platform renews it. */
  roleKey: { secretId: string; secretKey: string; token: string }
  /** Hands what happens here to the functions that have a trigger for it. */
  connect(emit: (event: CosEvent) => void): void
  stop(): Promise<void>
}

const BUCKET = 'files-1250000000'
const KEY_SECONDS = 365 * 86_400
/** What is in the bucket at first: folders of pictures, whose paths are their keys. */
const OBJECTS = path.join(__dirname, 'objects')
/** Where the preview is. */
const LOCAL_PAGES = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * Starts the stand-in for object storage. Not started when FILES_URL is set. Files stay in
 * `home` from one start to the next.
 */
export async function startStandIn(
  settings: Record<string, string | undefined>,
  { home }: { home?: string } = {}
): Promise<CosWorld | undefined> {
  if (settings.FILES_URL) return undefined
  const folder = home === undefined ? undefined : path.join(home, 'cos')
  const cos = await startCos({ bucket: BUCKET, folder, corsOrigins: LOCAL_PAGES })
  if (home !== undefined) putObjects(cos)
  const role = cos.keys.issue(KEY_SECONDS)
  return {
    name: 'cos',
    url: cos.url,
    settings: { FILES_URL: cos.url },
    phone: { cos: cos.url },
    roleKey: { ...role, token: role.token ?? '' },
    cos,
    files: cos,
    connect: (emit) => cos.connect(async (event) => emit(event)),
    stop: () => cos.stop()
  }
}

function putObjects(cos: CosStandIn): void {
  const folders = existsSync(OBJECTS) ? readdirSync(OBJECTS) : []
  for (const folder of folders)
    for (const name of readdirSync(path.join(OBJECTS, folder))) {
      const key = `${folder}/${name}`
      if (!cos.list(key).length)
        cos.put(key, readFileSync(path.join(OBJECTS, key)), 'image/svg+xml')
    }
}
