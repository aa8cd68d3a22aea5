import { type StageFunction } from './read-functions'
import { type Aim, LATEST } from './versions'

/** One line per function about where its calls will go. */
export function describeMoves(aims: Map<StageFunction, Aim>): string[] {
  const width = Math.max(...[...aims.keys()].map(({ shortName }) => shortName.length))
  return [...aims].map(
    ([one, aim]) => `  ${one.shortName.padEnd(width)}  ${describeMove(one, aim)}`
  )
}

function describeMove({ alias, isCalled }: StageFunction, { version, gray, record }: Aim): string {
  if (gray)
    return `version ${gray.version} gets ${gray.weight} %, version ${version} keeps ${100 - gray.weight} %`
  if (alias.version === LATEST) return `version ${version} gets everything: its first release`
  if (alias.version !== version)
    return `version ${version} gets everything, version ${alias.version} nothing`
  if (alias.gray) return `version ${version} gets everything, version ${alias.gray.version} nothing`
  if (record.next === undefined || isCalled) return `version ${version} has everything, as before`
  return `version ${version} has everything until the release does: timers cannot be split`
}

/** Where calls go now, such as `v4 90 %, v5 10 %`. */
export function describeLive({ version, gray }: Aim): string {
  if (version === LATEST) return LATEST
  return gray
    ? `v${version} ${100 - gray.weight} %, v${gray.version} ${gray.weight} %`
    : `v${version}`
}
