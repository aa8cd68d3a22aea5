import { setTimeout as delay } from 'node:timers/promises'
import { type Cloud } from './client'
import { readDescription } from './description'
import { type DeployedFunction, getFunction } from './functions'
import { missingTag, type Tag } from './tags'

const READS = 4
const PAUSE_MS = 500

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
  if (await areShown(cloud, FunctionName, Tags, 1)) return
  const { OwnerUin } = await cloud<{ OwnerUin: string }>('cam', 'GetUserAppId')
  const resource = `qcs::scf:${region}:uin/${OwnerUin}:namespace/default/function/${FunctionName}`
  const why = await setTags(cloud, resource, Tags)
  if (!why && (await areShown(cloud, FunctionName, Tags, READS))) return
  log(
    `${FunctionName}: the cloud does not show its tags${why ? ` (${why})` : ''}; ` +
      'it is recognized by its description instead'
  )
}

async function areShown(cloud: Cloud, name: string, wanted: Tag[], reads: number) {
  for (let left = reads; left > 0; left--) {
    const found = await getFunction(cloud, name)
    if (found && !missingTag(found.Tags, wanted)) return true
    if (left > 1) await delay(PAUSE_MS)
  }
  return false
}

/** Returns what the tag service says against it. */
async function setTags(cloud: Cloud, resource: string, tags: Tag[]): Promise<string | undefined> {
  try {
    const { FailedResources } = await cloud<{ FailedResources?: { Message?: string }[] | null }>(
      'tag',
      'TagResources',
      {
        ResourceList: [resource],
        Tags: tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }))
      }
    )
    return FailedResources?.length ? (FailedResources[0]?.Message ?? 'refused') : undefined
  } catch (error) {
    return (error as Error).message
  }
}
