import type { Given } from './given'
import type { PlacedMaker, Scenario, Step } from './scenario-plan'
import type { Data, WriteJson } from './write-json'

/** One client's way through a scenario. Times are in ms. */
export interface Machine {
  key: string
  state: string
  startedAt: number
  changedAt: number
  until: number
  data: Data
  /** The body that was asked for last: it is asked for again until the data changes. */
  lastWrite?: WriteJson
  lastBody: string
}

export function startMachine(
  scenario: Scenario,
  state: string,
  given: Given,
  now: number
): Machine {
  const data = new Array<string | undefined>(scenario.places.size).fill(undefined)
  const machine = { key: '', state, startedAt: now, changedAt: now, until: now, data, lastBody: '' }
  setData(scenario, machine, scenario.makers, given, now)
  machine.key = unquote(data[scenario.keyPlace])
  return machine
}

export function setData(
  { untilPlace }: Scenario,
  machine: Machine,
  makers: PlacedMaker[],
  given: Given,
  now: number
): void {
  if (!makers.length) return
  const { data } = machine
  for (const { place, make } of makers) data[place] = make(given, now)
  machine.until = Date.parse(unquote(data[untilPlace]))
  machine.lastWrite = undefined
}

/** Random digits and times have nothing that JSON escapes. */
function unquote(json = ''): string {
  return json.slice(1, -1)
}

/** The body of a step's answer, with the machine's data where the example has the same names. */
export function bodyOf(machine: Machine, { in: state, write }: Step): string {
  if (machine.lastWrite === write) return machine.lastBody
  const body = write(machine.data)
  // a login's is asked for once: keeping it only gives the garbage collector more to carry
  if (state !== undefined) Object.assign(machine, { lastWrite: write, lastBody: body })
  return body
}
