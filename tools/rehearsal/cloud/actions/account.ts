import { ApiError } from '../api/api-error'
import { type Parameters } from '../api/parameters'
import { type CloudFunction, type State } from '../state'

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
    const found = taggedFunction(state, String(Resource))
    if (!found) throw new ApiError('FailedOperation', `no resource ${String(Resource)}`)
    setTags(state, found, ReplaceTags as SentTag[])
    return {}
  },

  'tag.TagResources'(state: State, { ResourceList, Tags }: Parameters) {
    const FailedResources = (ResourceList as string[]).flatMap((Resource) => {
      const found = taggedFunction(state, Resource)
      if (found) setTags(state, found, Tags as SentTag[])
      return found ? [] : [{ Resource, Code: 'FailedOperation', Message: 'no such resource' }]
    })
    return { FailedResources }
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

interface SentTag {
  TagKey: string
  TagValue: string
}

/** Which of the two forms of a function's name the tag service knows is not documented. */
function taggedFunction(
  { functions, account, truth: { tagResources } }: State,
  resource: string
): CloudFunction | undefined {
  const [, service, region, owner, name = ''] =
    /^qcs::(\w+):([\w-]+):([^:]*):(.+)$/.exec(resource) ?? []
  if (service !== 'scf' || region !== account.region || tagResources === 'none') return undefined
  const [, byName] = /^namespace\/default\/function\/(.+)$/.exec(name) ?? []
  if (byName) return owner === `uin/${account.uin}` ? functions.get(byName) : undefined
  if (tagResources !== 'any') return undefined
  return [...functions.values()].find(({ id }) => name === `lam/${id}`)
}

function setTags(state: State, found: CloudFunction, sent: SentTag[]): void {
  for (const { TagKey, TagValue } of sent)
    found.tags = [
      ...found.tags.filter(({ Key }) => Key !== TagKey),
      { Key: TagKey, Value: TagValue }
    ]
  state.tags.set(found.id, new Map(found.tags.map(({ Key, Value }) => [Key, Value])))
}
