/** As far as it is read; its headers hold a signature, so it is never logged. */
export interface CosEvent {
  Records?: {
    cos?: { cosObject?: { key?: unknown; meta?: Record<string, unknown> } }
    event?: { eventName?: unknown }
  }[]
}

export interface CosRecord {
  key: string
  /** Sent by a form; a copy is ours. */
  isUpload: boolean
}

/**
 * The new objects that an event is about, by key. COS names them `/<appid>/<bucket>/<key>`, with what
 * is not ASCII percent-encoded.
 * @see https://cloud.tencent.com/document/product/583/9707
 */
export function readRecords({ Records = [] }: CosEvent): CosRecord[] {
  return Records.flatMap(({ cos, event }) => {
    const [, , , ...path] = String(cos?.cosObject?.key).split('/')
    const name = String(event?.eventName)
    if (!path.length || !name.startsWith('cos:ObjectCreated:')) return []
    return [{ key: decode(path.join('/')), isUpload: name.endsWith(':Post') }]
  })
}

function decode(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}
