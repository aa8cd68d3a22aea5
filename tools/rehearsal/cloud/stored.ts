import { type Parameters } from './api/parameters'

/** A custom domain, as the API describes it. */
export type Domain = Parameters & { Domain: string; EndpointsConfig: DomainPath[] }

export type DomainPath = Record<
  'Namespace' | 'FunctionName' | 'Qualifier' | 'PathMatch',
  string
> & {
  PathRewrite?: Record<'Path' | 'Type' | 'Rewrite', string>[]
}

/** An alarm: when it is raised, for which objects, and who is told. */
export interface AlarmPolicy {
  PolicyId: string
  PolicyName: string
  Namespace: string
  Condition: Parameters
  NoticeIds: string[]
  objects: { Region: string; Dimensions: string }[]
}
