import { getReservedMb } from '../cloud/functions'
import { listDomains } from '../domain/custom-domain'
import { type OpenStage } from '../settings/open-stage'
import { describeLive } from './describe-moves'
import { findLive, findNext } from './plan-release'
import { listReleases } from './plan-rollback'
import { readFunctions, type StageFunction } from './read-functions'
import { LATEST } from './versions'

const SHOWN_RELEASES = 8
const WIDTH = 100

/** Shows what is live and at which addresses. Throws an Error when nothing is deployed. */
export async function runStatus(stage: OpenStage, log: (line: string) => void): Promise<void> {
  const functions = await readFunctions(stage)
  const { cloud } = stage
  const instances = await Promise.all(functions.map((one) => countInstances(cloud, one)))
  const domains = await listDomains(
    cloud,
    functions.map(({ name }) => name)
  )
  log(`${stage.service}, ${stage.stage}, ${stage.region}\n`)
  const rows = functions.map((one, i) => describeFunction(one, instances[i] ?? ''))
  const head = ['function', 'state', 'runtime', 'calls go to', 'newer', 'reserved', 'last change']
  for (const line of formatTable([head, ...rows])) log(line)
  log('\n  newer: whether something newer is deployed than what is live\n')
  for (const line of describeReleases(functions)) log(line)
  log('')
  const addresses = functions.map(({ shortName, url }) => [shortName, url ?? 'no function URL'])
  for (const line of formatTable(addresses)) log(line)
  for (const { domain, rows: paths } of domains) {
    log(`\n  https://${domain.Domain}`)
    const listed = paths.map(({ PathMatch, FunctionName }) => [`  ${PathMatch}`, FunctionName])
    for (const line of formatTable(listed)) log(line)
  }
}

function describeFunction(
  { shortName, found, alias, content, versions }: StageFunction,
  reserved: string
) {
  const live = versions.find(({ version }) => version === alias.version)
  const newer = alias.version === LATEST ? '-' : live?.content === content ? 'no' : 'yes'
  const { Status, Runtime, ModTime = '' } = found
  return [shortName, Status, Runtime, describeLive(alias), newer, reserved, ModTime]
}

/** The number of reserved instances. */
async function countInstances(
  cloud: OpenStage['cloud'],
  { name, found: { MemorySize } }: StageFunction
): Promise<string> {
  const reservedMb = await getReservedMb(cloud, name)
  return reservedMb && MemorySize ? String(Math.floor(reservedMb / MemorySize)) : '-'
}

function describeReleases(functions: StageFunction[]): string[] {
  const [live, next] = [findLive(functions), findNext(functions)]
  if (live === undefined && next === undefined)
    return [
      '  not released yet: every deployment is live at once (until the first npm run release)'
    ]
  const gray = functions.find(({ alias }) => alias.gray)?.alias.gray
  const rows = listReleases(functions).map((release) => {
    const versions = functions.flatMap((one) => one.versions)
    const [first] = versions.filter((version) => version.release === release)
    const state =
      release === live ? 'live' : release !== next ? '' : gray ? `${gray.weight} %` : 'started'
    return [String(release), state, first?.published ?? '', first?.code ?? '', first?.note ?? '']
  })
  const head = ['release', '', 'published', 'code', 'note']
  return formatTable([head, ...rows.slice(0, SHOWN_RELEASES)])
}

/** Aligns columns; lines are cut at 100 characters. */
function formatTable(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_cell, i) =>
    Math.max(...rows.map((row) => row[i]?.length ?? 0))
  )
  return rows.map((row) => {
    const line = row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')
    return `  ${line}`.trimEnd().slice(0, WIDTH)
  })
}
