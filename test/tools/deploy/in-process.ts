import { type Cloud } from '../../../tools/deploy/cloud/client'
import { CloudError } from '../../../tools/deploy/cloud/client'
import {
  actions,
  ApiError,
  checkParameters,
  createState,
  runWithLag,
  type State,
  type Truth,
  TRUTHS,
  writeNothing
} from '../../../tools/rehearsal'

const ACCOUNT = { appId: '1', uin: '1', secretId: 'i', secretKey: 'k', region: 'ap-guangzhou' }

/** The stand-in's actions without network and signatures; `asked` has their names. */
export function createCloudInProcess(truth: Partial<Truth> = {}): {
  cloud: Cloud
  state: State
  asked: string[]
} {
  const state = createState(ACCOUNT, { ...TRUTHS.lenient, ...truth })
  const asked: string[] = []
  return {
    state,
    asked,
    async cloud<Reply>(service: string, action: string, parameters = {}) {
      asked.push(action)
      const name = `${service}.${action}`
      try {
        checkParameters(name, parameters, 'exact')
        const run = () => actions[name]?.(state, parameters) ?? {}
        return writeNothing(state.truth, await runWithLag(state, name, parameters, run)) as Reply
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        throw new CloudError(error.message, error.code, { cause: error })
      }
    }
  }
}
