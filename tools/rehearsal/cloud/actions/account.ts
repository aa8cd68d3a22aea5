import { ApiError } from '../api/api-error'
import { type Parameters } from '../api/parameters'
import { type State } from '../state'

/** CAM, Tag and SSM, as far as a deployment and functions use them. */
export const accountActions = {
  'cam.GetUserAppId': ({ account }: State) => ({
    AppId: Number(account.appId),
    OwnerUin: account.uin,
    Uin: account.uin
  }),

  'cam.ListPolicies': () => ({
    TotalNum: 1,
    List: [{ PolicyId: 1, PolicyName: 'QcloudAccessForScfRole' }]
  }),

  'cam.CreateRole'({ roles }: State, { RoleName }: Parameters) {
    if (roles.has(String(RoleName)))
      throw new ApiError('InvalidParameter.RoleNameInUse', 'role name in use')
    roles.add(String(RoleName))
    return { RoleId: String(roles.size) }
  },

  'cam.AttachRolePolicy': () => ({}),

  'tag.DescribeResourceTagsByResourceIds'({ tags }: State, { ResourceIds }: Parameters) {
    const [id = ''] = ResourceIds as string[]
    const Tags = [...(tags.get(id) ?? [])].map(([TagKey, TagValue]) => ({
      TagKey,
      TagValue,
      ResourceId: id
    }))
    return { Tags, TotalCount: Tags.length }
  },

  'tag.ModifyResourceTags'(state: State, { Resource, ReplaceTags = [] }: Parameters) {
    const id = String(Resource).split('/').at(-1) ?? ''
    const found = [...state.functions.values()].find((one) => one.id === id)
    if (!found) throw new ApiError('FailedOperation', `no resource ${String(Resource)}`)
    for (const { TagKey, TagValue } of ReplaceTags as { TagKey: string; TagValue: string }[])
      found.tags = [
        ...found.tags.filter(({ Key }) => Key !== TagKey),
        { Key: TagKey, Value: TagValue }
      ]
    state.tags.set(id, new Map(found.tags.map(({ Key, Value }) => [Key, Value])))
    return {}
  },

  /** @see https://cloud.tencent.com/document/api/1140/40522 */
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
