import { type Cloud } from './client'
import { readDescription } from './description'
import { type DeployedFunction, getFunction, type Tag } from './functions'
import { readUntil } from './patience'

/** The tags by which a stage of a service recognizes what it has deployed. */
export function tagsOf(service: string, stage: string): Tag[] {
  return Object.entries({ CLI: 'Serverless', Application: service, Stage: stage }).map(
    ([Key, Value]) => ({ Key, Value })
  )
}

/** The first of the wanted tags that is missing; undefined when the thing is ours. */
export function missingTag(found: Tag[] | null | undefined, wanted: Tag[]): Tag | undefined {
  return wanted.find(
    (tag) => !found?.some(({ Key, Value }) => Key === tag.Key && Value === tag.Value)
  )
}

/**
 * Whether a function was deployed by this service to this stage: by its tags, or, where the cloud
 * does not show all of them, by its description. A tag with another value always means no.
 */
export function isOwnFunction(
  { Tags, Description }: Pick<DeployedFunction, 'Tags' | 'Description'>,
  wanted: Tag[]
): boolean {
  if (!missingTag(Tags, wanted)) return true
  return !contradictingTag(Tags, wanted) && readDescription(Description).code !== undefined
}

/** The first tag that another service or stage has set; undefined when there is none. */
export function contradictingTag(found: Tag[] | null | undefined, wanted: Tag[]): Tag | undefined {
  return found?.find(({ Key, Value }) =>
    wanted.some((tag) => tag.Key === Key && tag.Value !== Value)
  )
}

interface TaggedFunction {
  FunctionName: string
  Tags: Tag[]
  region: string
}

/**
 * Makes sure that the cloud shows a function's tags. CreateFunction sets them, according to its
 * documentation; where it does not, the tag service is asked to. A cloud that shows none at all is
 * no reason to stop: the description is a second mark, and `log` receives a line about it.
 */
export async function ensureTags(
  cloud: Cloud,
  { FunctionName, Tags, region }: TaggedFunction,
  log: (line: string) => void
): Promise<void> {
  const areShown = async (withinMs?: number) => {
    const isRight = (found?: DeployedFunction) => !missingTag(found?.Tags, Tags)
    return isRight(await readUntil(() => getFunction(cloud, FunctionName), isRight, withinMs))
  }
  if (await areShown(0)) return
  const why = await setTags(cloud, { FunctionName, Tags, region }).catch(
    (error: Error) => error.message
  )
  if (!why && (await areShown())) return
  log(
    `${FunctionName}: the cloud does not show its tags${why ? ` (${why})` : ''}; ` +
      'it is recognized by its description instead'
  )
}

/** Asks the tag service to tag a function. Resolves to what it says against it. */
export async function setTags(
  cloud: Cloud,
  { FunctionName, Tags, region }: TaggedFunction
): Promise<string | undefined> {
  const { OwnerUin } = await cloud<{ OwnerUin: string }>('cam', 'GetUserAppId')
  const { FailedResources } = await cloud<{ FailedResources?: { Message?: string }[] | null }>(
    'tag',
    'TagResources',
    {
      ResourceList: [
        `qcs::scf:${region}:uin/${OwnerUin}:namespace/default/function/${FunctionName}`
      ],
      Tags: Tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }))
    }
  )
  return FailedResources?.length ? (FailedResources[0]?.Message ?? 'refused') : undefined
}
