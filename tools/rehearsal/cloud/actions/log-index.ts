import { ApiError } from '../api/api-error'
import { type Parameters } from '../api/parameters'
import { type State } from '../state'

/** Topics that SCF makes itself, whose index nobody else may change (583/18032). */
const MADE_BY_SCF = /^SCF_/

/** Which fields of a topic's lines can be searched: https://cloud.tencent.com/document/api/614/56445 */
export const logIndexActions = {
  'cls.DescribeIndex'({ logIndexes }: State, { TopicId }: Parameters) {
    const Rule = logIndexes.get(String(TopicId))
    if (!Rule) throw new ApiError('ResourceNotFound.IndexNotExist', `${String(TopicId)} has none`)
    return { TopicId, Status: true, Rule, IncludeInternalFields: false, MetadataFlag: 0 }
  },

  'cls.CreateIndex': (state: State, parameters: Parameters) => setIndex(state, parameters),
  'cls.ModifyIndex': (state: State, parameters: Parameters) => setIndex(state, parameters)
}

function setIndex({ logIndexes }: State, { TopicId, Rule }: Parameters): object {
  if (MADE_BY_SCF.test(String(TopicId)))
    throw new ApiError('OperationDenied', 'the index of a topic of SCF cannot be changed')
  const { KeyValue } = Rule as { KeyValue?: { KeyValues?: { Key: string }[] } }
  const keys = (KeyValue?.KeyValues ?? []).map(({ Key }) => Key)
  const wrong = keys.find((key) => !/^[A-Za-z\d][\w\-./@]*$/.test(key))
  if (wrong !== undefined || new Set(keys).size < keys.length)
    throw new ApiError('InvalidParameter', `not a list of fields: ${keys.join()}`)
  logIndexes.set(String(TopicId), Rule as object)
  return {}
}
