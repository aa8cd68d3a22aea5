import { makeDatum, UNCHANGED } from './make-datum'
import { type Place } from './places'
import { type MockInput } from './request-fields'
import { type Scenario, type Step } from './scenario'

/** One client's way through a scenario. Times are in ms. */
export interface Machine {
  key: string
  state: string
  startedAt: number
  changedAt: number
  /** The call that started it. */
  input: MockInput
  /** By path, as far as it was asked for or set; undefined leaves the example's member out. */
  data: Map<string, unknown>
}

export function startMachine(
  { key }: Scenario,
  state: string,
  input: MockInput,
  now: number
): Machine {
  const data = new Map<string, unknown>()
  const machine = { key: '', state, startedAt: now, changedAt: now, input, data }
  machine.key = String(datumAt(key, machine))
  return machine
}

/** A datum as the machine's start makes it, when it is first asked for. */
function datumAt({ path, maker }: Place, { data, input, startedAt }: Machine): unknown {
  if (data.has(path)) return data.get(path)
  if (!maker) return UNCHANGED
  const value = makeDatum(maker, input, startedAt)
  data.set(path, value)
  return value
}

/** Moves a machine to the step's state and makes the step's data. */
export function moveMachine(
  machine: Machine,
  { to, set }: Step,
  input: MockInput,
  now: number
): void {
  if (to !== undefined && to !== machine.state) {
    machine.state = to
    machine.changedAt = now
  }
  for (const { path, maker } of set) {
    const value = makeDatum(maker, input, now)
    if (value !== UNCHANGED) machine.data.set(path, value)
  }
}

/** When a machine expires, in ms. */
export function endOf({ until }: Scenario, machine: Machine): number {
  return Date.parse(String(datumAt(until, machine)))
}

/** A copy of an example's value with the machine's data; what has no data in it is not copied. */
export function fillIn(value: unknown, place: Place | undefined, machine: Machine): unknown {
  if (!place) return value
  const datum = datumAt(place, machine)
  if (datum !== UNCHANGED) return datum
  if (typeof value !== 'object' || value === null) return value
  const { members } = place
  if (Array.isArray(value))
    return value
      .map((item, i) => fillIn(item, members.get(String(i)), machine))
      .filter((item) => item !== undefined)
  const copy: Record<string, unknown> = { ...value }
  for (const name in copy)
    if (members.has(name)) copy[name] = fillIn(copy[name], members.get(name), machine)
  return copy
}
