import { type Cloud } from '../../../tools/deploy/cloud/client'
import { CloudError } from '../../../tools/deploy/cloud/client'
import {
  actions,
  ApiError,
  checkParameters,
  createState,
  type State
} from '../../../tools/rehearsal'

const ACCOUNT = { appId: '1', uin: '1', secretId: 'i', secretKey: 'k', region: 'ap-guangzhou' }

/** The stand-in's actions without network and signatures; `asked` has their names. */
export function createCloudInProcess(): { cloud: Cloud; state: State; asked: string[] } {
  const state = createState(ACCOUNT)
  const asked: string[] = []
  return {
    state,
    asked,
    async cloud<Reply>(service: string, action: string, parameters = {}) {
      asked.push(action)
      try {
        checkParameters(`${service}.${action}`, parameters)
        return (await actions[`${service}.${action}`]?.(state, parameters)) as Reply
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        throw new CloudError(error.message, error.code, { cause: error })
      }
    }
  }
}
