import { type Source, SOURCES } from '../../contract/environment-model'
import { type Stage, STAGES } from '../../contract/stages'

/** Throws an Error that lists the environments. */
export function readEnvironmentName(given = ''): Stage {
  const name = STAGES.find((known) => known === given)
  if (!name) throw new Error(`there is no environment "${given}": ${STAGES.join(', ')}`)
  return name
}

/** Throws an Error that lists the sources. */
export function readSource(given: unknown): Source {
  const source = SOURCES.find((known) => known === given)
  if (!source) throw new Error(`there is no source "${String(given)}": ${SOURCES.join(', ')}`)
  return source
}

export function readVersion(given: string): number {
  if (/^\d{1,9}$/.test(given)) return Number(given)
  throw new Error(`"${given}" is not a version: a version is a number, such as 3`)
}
