import { getFunction } from '../cloud/functions'
import { waitFor } from '../cloud/patience'
import { type LogLine, searchLog } from '../logs/search-log'
import { LATEST } from '../release/versions'
import { type Contact, mustHold, question } from './contact'

/** CLS shows lines some seconds after they were written, and a new topic's first ones later. */
const INDEXED_MS = 60_000

interface AskedCall {
  name: string
  /** Of a call that has logged a line; undefined: there was none */
  requestId: string | undefined
  from: Date
}

/** How CLS stores a line of JSON, and whether `logs` and `release --watch` find it. */
export async function askAboutLogs(contact: Contact, asked: AskedCall): Promise<void> {
  const { cloud, log, signal } = contact
  const { name, requestId = '', from } = asked
  let line: LogLine | undefined
  let why = 'no line was found'
  await mustHold(
    contact,
    "a function's line is found in CLS by function, version and request id",
    async () => {
      const found = (await getFunction(cloud, name)) as { ClsTopicId?: string | null } | undefined
      const topic = found?.ClsTopicId
      if (!topic || !requestId) {
        why = topic ? 'the function was not called' : 'the function has no topic'
        return [undefined, why]
      }
      const search = (more: object) =>
        searchLog(cloud, { topic, functionName: name, from, to: new Date(), ...more })
      const isOurs = ({ message }: LogLine) => message.includes(requestId)
      const lines = await waitFor({
        log,
        signal,
        describe: () => 'its line is not in CLS',
        read: () => search({ version: LATEST, requestId }),
        isRight: (read) => read.some(isOurs),
        withinMs: INDEXED_MS
      })
      line = lines.find(isOurs)
      if (line) {
        const isItsId = line.requestId === requestId
        return [true, `SCF_Qualifier ${line.version}, its own SCF_RequestId: ${isItsId}`]
      }
      line = (await search({})).find(isOurs)
      if (!line) return [undefined, `nothing after ${INDEXED_MS / 1000} s`]
      return [false, `only by function: SCF_Qualifier ${line.version}`]
    }
  )
  await question(contact, 'a line of JSON is stored as its text, in SCF_Message', async () => {
    if (!line) return [undefined, why]
    const { fields } = line
    return [!fields.length, fields.length ? `as fields: ${fields.sort().join(' ')}` : 'as its text']
  })
}
