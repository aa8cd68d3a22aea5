import { ApiError } from '../api-error'
import type { Parameters } from '../parameters'
import type { State } from '../state'

/** SSM, as far as functions ask it: cloud.tencent.com/document/api/1140/40522 */
export const secretActions = {
  'ssm.GetSecretValue'({ secrets }: State, { SecretName, VersionId }: Parameters, role?: string) {
    const secret = secrets.get(String(SecretName))
    if (!role || !secret?.readers.has(role))
      throw new ApiError('UnauthorizedOperation', `not allowed to read ${String(SecretName)}`)
    const SecretString = secret.versions.get(String(VersionId))
    if (SecretString === undefined)
      throw new ApiError('ResourceNotFound.SecretNotExist', `no version ${String(VersionId)}`)
    return { SecretName, VersionId, SecretString }
  }
}
