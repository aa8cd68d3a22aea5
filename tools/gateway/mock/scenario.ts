import {
  isMaker,
  type Maker,
  type ScenarioData,
  type ScenarioSettings,
  type ScenarioStep
} from '../../contract/mock-model'
import { type Contract, type Operation } from '../../contract/model'
import { defaultExample, exampleNamed } from './examples'
import { makeDatum, UNCHANGED } from './make-datum'
import { type MockInput } from './request-fields'

/** A scenario of the contract, with its data listed by path: `session.id`. */
export interface Scenario {
  settings: ScenarioSettings
  summary: string
  name: string
  /** The scenario as written: machines survive an edit of the contract that leaves it the same. */
  definition: string
  makers: Map<string, DataMaker>
  /** The paths that show another path's data. */
  copies: Map<string, string>
}

/** The part that one operation has in a scenario. */
export interface ScenarioPart {
  scenario: Scenario
  steps: ScenarioStep[]
}

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

type DataMaker = Exclude<Maker, { as: string }>

const prepared = new WeakMap<ScenarioSettings, Scenario>()
const found = new WeakMap<Operation, ScenarioPart[]>()

/**
 * The operation's parts in scenarios: first the one that a login began, if the operation needs a
 * login, then the one that has steps for it.
 */
export function findParts(contract: Contract, operation: Operation): ScenarioPart[] {
  const parts = found.get(operation) ?? listParts(contract, operation)
  found.set(operation, parts)
  return parts
}

function listParts({ scenarios }: Contract, operation: Operation): ScenarioPart[] {
  const parts = Object.entries(scenarios).flatMap(([name, settings]): ScenarioPart[] => {
    const scenario = prepared.get(settings) ?? prepare(name, settings)
    const written = settings.steps[operation.operationId]
    if (written) return [{ scenario, steps: written }]
    const example = defaultExample(operation).name
    if (!operation.authenticated || !exampleNamed(operation, settings.fallback)) return []
    return [{ scenario, steps: [{ in: settings.authenticated, example }] }]
  })
  const isOwn = ({ scenario }: ScenarioPart) => operation.operationId in scenario.settings.steps
  return [...parts.filter((part) => !isOwn(part)), ...parts.filter(isOwn).slice(0, 1)]
}

function prepare(name: string, settings: ScenarioSettings): Scenario {
  const { summary = '' } = settings
  const definition = JSON.stringify([name, settings])
  const [makers, copies] = [new Map<string, DataMaker>(), new Map<string, string>()]
  for (const [path, maker] of flatten(settings.data))
    if ('as' in maker) copies.set(path, maker.as)
    else makers.set(path, maker)
  const scenario = { name, summary, settings, definition, makers, copies }
  prepared.set(settings, scenario)
  return scenario
}

function flatten(data: ScenarioData, prefix = ''): [string, Maker][] {
  return Object.entries(data).flatMap(([name, node]): [string, Maker][] =>
    isMaker(node) ? [[prefix + name, node]] : flatten(node, `${prefix}${name}.`)
  )
}

export function startsMachines(steps: ScenarioStep[] = []): boolean {
  return steps.some((step) => step.in === undefined)
}

export function startMachine(
  scenario: Scenario,
  state: string,
  input: MockInput,
  now: number
): Machine {
  const machine = { key: '', state, startedAt: now, changedAt: now, input, data: new Map() }
  return { ...machine, key: String(datumOf(scenario, machine, scenario.settings.key.made)) }
}

/** A datum as the machine's start makes it, when it is first asked for. */
function datumOf({ makers }: Scenario, { data, input, startedAt }: Machine, path: string): unknown {
  if (data.has(path)) return data.get(path)
  const maker = makers.get(path)
  if (!maker) return UNCHANGED
  const value = makeDatum(maker, input, startedAt)
  data.set(path, value)
  return value
}

/** Moves a machine to the step's state and makes the step's data. */
export function moveMachine(
  machine: Machine,
  { to, set = {} }: ScenarioStep,
  input: MockInput,
  now: number
): void {
  if (to !== undefined && to !== machine.state) {
    machine.state = to
    machine.changedAt = now
  }
  for (const [path, maker] of Object.entries(set)) {
    const value = 'as' in maker ? UNCHANGED : makeDatum(maker, input, now)
    if (value !== UNCHANGED) machine.data.set(path, value)
  }
}

/** When a machine expires, in ms. */
export function endOf(scenario: Scenario, machine: Machine): number {
  return Date.parse(String(datumOf(scenario, machine, scenario.settings.until)))
}

/** A copy of an example's value, with the machine's data where the example has the same names. */
export function fillIn(value: unknown, scenario: Scenario, machine: Machine, path = ''): unknown {
  const at = scenario.copies.get(path) ?? path
  const datum = datumOf(scenario, machine, at)
  if (datum !== UNCHANGED) return datum
  if (typeof value !== 'object' || value === null) return value
  const prefix = at && `${at}.`
  if (Array.isArray(value))
    return value
      .map((item, i) => fillIn(item, scenario, machine, prefix + i))
      .filter((item) => item !== undefined)
  const copy: Record<string, unknown> = { ...value }
  for (const name in copy) copy[name] = fillIn(copy[name], scenario, machine, prefix + name)
  return copy
}
