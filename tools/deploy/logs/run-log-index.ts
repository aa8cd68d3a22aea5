import { isDeepStrictEqual } from 'node:util'
import { type Cloud, orUndefined } from '../cloud/client'
import { readUntil } from '../cloud/patience'
import { readFunctions } from '../release/read-functions'
import { type OpenStage } from '../settings/open-stage'

/** Separates the words of a text, so that parts of a path or a code are found too. */
const TOKENIZER = '@&?|#()=\'",;:<>[]{}/ \\n\\t\\r'

/** The fields of the functions' lines that one searches for. */
const FIELDS: [name: string, type: 'text' | 'long'][] = [
  ['level', 'text'],
  ['event', 'text'],
  ['requestId', 'text'],
  ['operation', 'text'],
  ['status', 'long'],
  ['code', 'text'],
  ['ms', 'long'],
  ['wechatMs', 'long'],
  ['message', 'text']
]
/** What `logs` and `release --watch` search by; SCF's own topics have them. */
const OF_SCF = ['SCF_FunctionName', 'SCF_Qualifier', 'SCF_RequestId', 'SCF_Type', 'SCF_Message']

interface IndexedField {
  Key: string
  Value: { Type: string; Tokenizer?: string; SqlFlag?: boolean; ContainZH?: boolean }
}

interface IndexRule {
  FullText?: object | null
  KeyValue?: { CaseSensitive: boolean; KeyValues?: IndexedField[] | null } | null
  Tag?: object | null
}

/**
 * Makes the fields of a stage's lines searchable in the topics that its functions log to, keeps what
 * is indexed there already, and reads it back. Throws an Error that says what to do.
 */
export async function runLogIndex(
  stage: OpenStage,
  dryRun: boolean,
  log: (line: string) => void
): Promise<void> {
  const functions = await readFunctions(stage)
  const topics = new Set(functions.flatMap(({ found }) => found.ClsTopicId || []))
  if (!topics.size)
    throw new Error('no function logs to CLS: choose a topic in the console of SCF first')
  for (const TopicId of topics) await indexTopic(stage.cloud, TopicId, { dryRun, log })
}

async function indexTopic(
  cloud: Cloud,
  TopicId: string,
  { dryRun, log }: { dryRun: boolean; log: (line: string) => void }
): Promise<void> {
  const existing = await readIndex(cloud, TopicId)
  const missing = missingFields(existing)
  log(`${TopicId}: ${missing.map(({ Key }) => Key).join(', ') || 'all fields are indexed'}`)
  if (dryRun || !missing.length) return
  const { KeyValue, ...rest } = existing ?? {}
  const before = KeyValue?.KeyValues ?? []
  const kept = before.filter(({ Key }) => !missing.some((one) => one.Key === Key))
  const Rule = {
    FullText: { CaseSensitive: false, Tokenizer: TOKENIZER, ContainZH: true },
    ...dropNull(rest),
    KeyValue: {
      CaseSensitive: KeyValue?.CaseSensitive ?? false,
      KeyValues: [...kept, ...missing]
    }
  }
  const index = { TopicId, Status: true, Rule }
  const writing = existing ? cloud('cls', 'ModifyIndex', index) : cloud('cls', 'CreateIndex', index)
  await writing.catch((error: Error) => {
    throw new Error(
      `${TopicId}: ${error.message}\nthe index of a topic that SCF made cannot be changed (583/18032): ` +
        'create a topic, and choose it for each function in the console of SCF'
    )
  })
  const isRight = (rule: IndexRule | undefined) => !missingFields(rule).length
  if (!isRight(await readUntil(() => readIndex(cloud, TopicId), isRight)))
    throw new Error(`${TopicId}: the index was accepted, but fields are missing`)
  log(`${TopicId}: indexed; what was logged before stays as it was`)
}

async function readIndex(cloud: Cloud, TopicId: string): Promise<IndexRule | undefined> {
  const found = await orUndefined(
    cloud<{ Rule?: IndexRule | null }>('cls', 'DescribeIndex', { TopicId })
  )
  return found && (found.Rule ?? {})
}

/** Fields that are not indexed, or not as they should be. */
function missingFields(rule: IndexRule | undefined): IndexedField[] {
  const wanted = [...FIELDS, ...OF_SCF.map((name) => [name, 'text'] as const)]
  const known = rule?.KeyValue?.KeyValues ?? []
  return wanted.flatMap(([Key, Type]) => {
    const found = known.find((one) => one.Key === Key)
    const isOurs = FIELDS.some(([name]) => name === Key)
    if (
      found &&
      (!isOurs || isDeepStrictEqual([found.Value.Type, found.Value.SqlFlag], [Type, true]))
    )
      return []
    const text = Type === 'text' ? { Tokenizer: TOKENIZER } : {}
    return [{ Key, Value: { Type, SqlFlag: true, ContainZH: false, ...text } }]
  })
}

/** The cloud answers with null what it does not take. */
function dropNull(rule: IndexRule): IndexRule {
  return Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== null))
}
