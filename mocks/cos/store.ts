import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import path from 'node:path'

/** What is kept of an object besides its bytes. */
export interface CosObject {
  key: string
  size: number
  /** The MD5 of its bytes, in quotation marks. */
  etag: string
  lastModified: Date
  /** Content-Type, Cache-Control and the like, and x-cos-meta-*; names in lower case. */
  headers: Record<string, string>
  /** Who else may read it; `default`: as the bucket says. */
  acl: 'default' | 'private' | 'public-read'
}

/** An upload whose bytes arrive one after the other. */
export interface Incoming {
  size: number
  write(chunk: Buffer): void
  /** MD5 of what has arrived. */
  digest(): Buffer
  /** Nothing is left of it. */
  drop(): void
}

export type Store = ReturnType<typeof createStore>

type About = Pick<CosObject, 'key' | 'headers' | 'acl'>

/**
 * The objects of one bucket, in a folder: `<hash of the key>.json` with the name of the file of
 * bytes. Another store on the same folder finds them again.
 */
export function createStore(folder: string, clock: () => Date) {
  mkdirSync(folder, { recursive: true })
  const objects = new Map<string, { object: CosObject; file: string }>()
  for (const name of readdirSync(folder)) {
    const at = path.join(folder, name)
    // a process that was killed may have left parts
    if (name.endsWith('.part')) rmSync(at)
    if (!name.endsWith('.json')) continue
    const { object, file } = JSON.parse(readFileSync(at, 'utf8')) as Stored
    const lastModified = new Date(object.lastModified)
    objects.set(object.key, { object: { ...object, lastModified }, file })
  }

  const indexOf = (key: string) =>
    path.join(folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`)

  function remove(key: string): void {
    const stored = objects.get(key)
    if (!stored) return
    objects.delete(key)
    rmSync(indexOf(key), { force: true })
    rmSync(path.join(folder, stored.file), { force: true })
  }

  return {
    /** Begins an upload; `keep` makes it an object, in place of an older one. */
    begin(): Incoming & { keep(about: About): CosObject } {
      const part = path.join(folder, `${randomUUID()}.part`)
      const descriptor = openSync(part, 'w')
      const md5 = createHash('md5')
      let isOpen = true
      const close = () => {
        if (isOpen) closeSync(descriptor)
        isOpen = false
      }
      const incoming = {
        size: 0,
        write(chunk: Buffer) {
          incoming.size += chunk.length
          md5.update(chunk)
          writeSync(descriptor, chunk)
        },
        digest: () => md5.copy().digest(),
        drop() {
          close()
          rmSync(part, { force: true })
        },
        keep(about: About): CosObject {
          close()
          const etag = `"${incoming.digest().toString('hex')}"`
          const object = { ...about, size: incoming.size, etag, lastModified: clock() }
          remove(about.key)
          const file = `${randomUUID()}.bytes`
          renameSync(part, path.join(folder, file))
          writeFileSync(indexOf(about.key), JSON.stringify({ object, file } satisfies Stored))
          objects.set(about.key, { object, file })
          return object
        }
      }
      return incoming
    },
    find: (key: string): CosObject | undefined => objects.get(key)?.object,
    read(key: string): Buffer {
      const file = path.join(folder, objects.get(key)?.file ?? '')
      return objects.has(key) && existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
    },
    remove,
    /** All objects whose keys begin so, by key. */
    list: (prefix = ''): CosObject[] =>
      [...objects.values()]
        .map(({ object }) => object)
        .filter(({ key }) => key.startsWith(prefix))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
  }
}

interface Stored {
  object: CosObject
  file: string
}
