import { events } from '../shared/events/events'
import { fileUploaded } from '../shared/files/file-events'
import { files } from '../shared/files/files'
import { isLastingKey, lastingKeyOf } from '../shared/files/keys'
import { objectStorage, type StorageCall } from '../shared/files/object-storage'
import { part } from '../shared/parts/part'
import { type CosRecord } from './read-records'

type Receive = (record: CosRecord, call: StorageCall) => Promise<'received' | 'removed' | 'ignored'>

/**
 * Stores an event for a new object, once per key and ETag. One that belongs to nobody, such as an upload
 * that ended after its user was erased, is removed. Keys that are not of our making are left alone.
 */
export const receive = part({
  needs: { files, events, objectStorage },
  make:
    ({ files, events, objectStorage }): Receive =>
    async ({ key, isUpload }, call) => {
      const lastingKey = lastingKeyOf(key) ?? (isLastingKey(key) ? key : undefined)
      if (lastingKey === undefined) return 'ignored'
      const found = await files.look(lastingKey, call)
      if (!found) {
        await objectStorage.remove(key, call)
        return 'removed'
      }
      const start = isUpload ? await objectStorage.readStart(key, call) : undefined
      // kept and moved already, or a copy
      if (!start) return 'ignored'
      const once = { key: `${start.etag.replace(/\W/g, '')}/${lastingKey}`, optional: true }
      await events.add(call.deadline, fileUploaded, { key: lastingKey, kind: found.kind }, once)
      return 'received'
    }
})
