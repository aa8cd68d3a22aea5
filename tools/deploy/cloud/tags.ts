export interface Tag {
  Key: string
  Value: string
}

/** By which a stage of a service knows again what is its own. */
export function tagsOf(service: string, stage: string): Tag[] {
  return Object.entries({ CLI: 'Serverless', Application: service, Stage: stage }).map(
    ([Key, Value]) => ({ Key, Value })
  )
}

/** The first of those tags that something in the cloud has not; undefined: it is ours. */
export function missingTag(found: Tag[] | null | undefined, wanted: Tag[]): Tag | undefined {
  return wanted.find(
    (one) => !found?.some(({ Key, Value }) => Key === one.Key && Value === one.Value)
  )
}
