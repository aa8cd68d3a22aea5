import { drainWith } from '../../../cloudfunctions/events/drain'
import { receiveWith } from '../../../cloudfunctions/events/receive'
import { database } from '../../../cloudfunctions/shared/database/database'
import { events } from '../../../cloudfunctions/shared/events/events'
import { type EventHandler } from '../../../cloudfunctions/shared/events/handler'
import { clock } from '../../../cloudfunctions/shared/parts/clock'
import { prepareParts } from '../../../cloudfunctions/shared/parts/part'

/** What one instance of the function `events` is made of, with handlers of the test's own. */
export async function startProcessor(url: string, handlers: EventHandler[]) {
  const given = process.env.DATABASE_URL
  process.env.DATABASE_URL = url
  const ready = prepareParts({
    database,
    clock,
    events,
    drain: drainWith(handlers),
    receive: receiveWith(handlers)
  })
  if (given === undefined) delete process.env.DATABASE_URL
  else process.env.DATABASE_URL = given
  const { parts } = await ready()
  return { ...parts, drain: (remainingMs = 60_000) => parts.drain(remainingMs) }
}

export type Processor = Awaited<ReturnType<typeof startProcessor>>
