export interface Tag {
  Key: string
  Value: string
}

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
