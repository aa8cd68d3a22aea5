import { ApiError } from './api-error'

export type Parameters = Record<string, unknown>

/**
 * The parameters of each action; `!` marks required ones. Taken from the type definitions of
 * tencentcloud-sdk-nodejs.
 */
const NAMES: Record<string, string> = {
  'cam.GetUserAppId': '',
  'cam.ListPolicies': 'Rp Page Scope Keyword',
  'cam.CreateRole': `
    RoleName! PolicyDocument! Description ConsoleLogin SessionDuration PermissionsBoundary Tags`,
  'cam.AttachRolePolicy': 'PolicyId AttachRoleId AttachRoleName PolicyName',
  'tag.DescribeResourceTagsByResourceIds': `
    ServiceType! ResourcePrefix! ResourceIds! ResourceRegion! Offset Limit`,
  'tag.ModifyResourceTags': 'Resource! ReplaceTags DeleteTags',
  'scf.CreateFunction': `
    FunctionName! Code! Handler Description MemorySize Timeout Environment Runtime VpcConfig
    Namespace Role InstallDependency ClsLogsetId ClsTopicId Type CodeSource Layers
    DeadLetterConfig PublicNetConfig CfsConfig InitTimeout Tags AsyncRunEnable TraceEnable
    AutoDeployClsTopicIndex AutoCreateClsTopic ProtocolType ProtocolParams
    InstanceConcurrencyConfig DnsCache IntranetConfig`,
  'scf.UpdateFunctionCode': `
    FunctionName! Handler CosBucketName CosObjectName ZipFile Namespace CosBucketRegion
    InstallDependency EnvId Publish Code CodeSource`,
  'scf.UpdateFunctionConfiguration': `
    FunctionName! Description MemorySize Timeout Runtime Environment Namespace VpcConfig Role
    InstallDependency ClsLogsetId ClsTopicId Publish L5Enable Layers DeadLetterConfig
    PublicNetConfig CfsConfig InitTimeout ProtocolParams InstanceConcurrencyConfig DnsCache
    IntranetConfig IgnoreSysLog`,
  'scf.GetFunction': 'FunctionName! Qualifier Namespace ShowCode',
  'scf.GetFunctionAddress': 'FunctionName! Qualifier Namespace',
  'scf.GetAccount': '',
  'scf.GetRequestStatus': 'FunctionName! FunctionRequestId! Namespace StartTime EndTime',
  'cls.SearchLog': `
    From! To! QueryString QuerySyntax TopicId Topics Sort Limit Offset Context SamplingRate
    UseNewAnalysis HighLight`,
  'ssm.GetSecretValue': 'SecretName! VersionId',
  'scf.ListFunctions': 'Order Orderby Offset Limit SearchKey Namespace Description Filters',
  'scf.DeleteFunction': 'FunctionName! Namespace Qualifier',
  'scf.Invoke': 'FunctionName! InvocationType Qualifier ClientContext LogType Namespace RoutingKey',
  'scf.InvokeFunction': 'FunctionName! Qualifier Event LogType Namespace RoutingKey',
  'scf.CreateTrigger': `
    FunctionName! TriggerName! Type! TriggerDesc Namespace Qualifier Enable CustomArgument
    Description`,
  'scf.UpdateTrigger': `
    FunctionName! TriggerName! Type! Enable Qualifier Namespace TriggerDesc Description
    CustomArgument`,
  'scf.DeleteTrigger': 'FunctionName! TriggerName! Type! Namespace TriggerDesc Qualifier',
  'scf.ListTriggers': 'FunctionName! Namespace Offset Limit OrderBy Order Filters',
  'scf.PublishVersion': 'FunctionName! Description Namespace',
  'scf.ListVersionByFunction': 'FunctionName! Namespace Offset Limit Order OrderBy',
  'scf.UpdateAlias': 'FunctionName! Name! FunctionVersion! Namespace RoutingConfig Description',
  'scf.GetAlias': 'FunctionName! Name! Namespace',
  'scf.PutReservedConcurrencyConfig': 'FunctionName! ReservedConcurrencyMem! Namespace',
  'scf.GetReservedConcurrencyConfig': 'FunctionName! Namespace',
  'scf.DeleteReservedConcurrencyConfig': 'FunctionName! Namespace',
  'scf.CreateCustomDomain': 'Domain! Protocol! EndpointsConfig! CertConfig WafConfig Tags',
  'scf.UpdateCustomDomain': 'Domain! Protocol CertConfig WafConfig EndpointsConfig',
  'scf.GetCustomDomain': 'Domain!',
  'scf.ListCustomDomains': 'Offset Limit OrderBy Order Filters',
  'scf.DeleteCustomDomain': 'Domain!'
}

/** Throws an ApiError for an unknown action, unknown parameters and missing ones. */
export function checkParameters(action: string, parameters: Parameters): void {
  const names = NAMES[action]?.split(/\s+/).filter(Boolean)
  if (!names) throw new ApiError('InvalidAction', `no action ${action} here`)
  const known = names.map((name) => name.replace('!', ''))
  for (const name of Object.keys(parameters))
    if (!known.includes(name)) throw new ApiError('UnknownParameter', `${action} takes no ${name}`)
  for (const name of names)
    if (name.endsWith('!') && parameters[name.slice(0, -1)] === undefined)
      throw new ApiError('MissingParameter', `${action} needs ${name.slice(0, -1)}`)
}

/** Turns form fields such as `A.0.B=x` (the older signature's encoding) back into objects. */
export function unflatten(form: Record<string, string>): Parameters {
  const root: Parameters = {}
  for (const [name, value] of Object.entries(form)) {
    const keys = name.split('.')
    let at = root
    for (const key of keys.slice(0, -1)) at = (at[key] ??= {}) as Parameters
    at[keys.at(-1) ?? ''] = value
  }
  return listsIn(root) as Parameters
}

function listsIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, listsIn(inner)] as const)
  if (entries.length && entries.every(([key]) => /^\d+$/.test(key)))
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner)
  return Object.fromEntries(entries)
}
