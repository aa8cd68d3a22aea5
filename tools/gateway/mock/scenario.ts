import {
  isMaker,
  type Maker,
  type ScenarioData,
  type ScenarioSettings,
  type ScenarioStep
} from '../../contract/mock-model'
import { type Contract, type Operation } from '../../contract/model'
import { defaultExample, exampleNamed } from './examples'
import { makeDatum } from './make-datum'
import { type MockInput } from './request-fields'

/** One client's way through a scenario. Times are in ms. */
export interface Machine {
  key: string
  state: string
  startedAt: number
  changedAt: number
  /** By path, `session.id`; undefined leaves the example's member out. */
  data: Map<string, unknown>
}

/** A scenario of the contract, and the part that one operation has in it. */
export interface ScenarioPart {
  name: string
  settings: ScenarioSettings
  steps: ScenarioStep[]
}

/** The operation's part in a scenario, if it has one. */
export function findPart({ scenarios }: Contract, operation: Operation): ScenarioPart | undefined {
  for (const [name, settings] of Object.entries(scenarios)) {
    const written = settings.steps[operation.operationId]
    if (written) return { name, settings, steps: written }
    const example = defaultExample(operation).name
    if (operation.authenticated && exampleNamed(operation, settings.otherwise))
      return { name, settings, steps: [{ in: settings.authenticated, example }] }
  }
  return undefined
}

export function startsMachines(steps: ScenarioStep[] = []): boolean {
  return steps.some((step) => step.in === undefined)
}

export function startMachine(
  { key, data }: ScenarioSettings,
  state: string,
  input: MockInput,
  now: number
): Machine {
  const made = new Map<string, unknown>()
  for (const [path, maker] of flatten(data))
    if (!('as' in maker)) made.set(path, makeDatum(maker, input, now))
  return { key: String(made.get(key.made)), state, startedAt: now, changedAt: now, data: made }
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
  for (const [path, maker] of Object.entries(set))
    if (!('as' in maker)) machine.data.set(path, makeDatum(maker, input, now))
}

export function endOf({ until }: ScenarioSettings, { data }: Machine): number {
  return Date.parse(String(data.get(until)))
}

/** A copy of an example's value, with the machine's data where the example has the same names. */
export function fillIn(value: unknown, settings: ScenarioSettings, { data }: Machine): unknown {
  const copies = new Map(
    flatten(settings.data).flatMap(([path, maker]) => ('as' in maker ? [[path, maker.as]] : []))
  )

  function fill(inner: unknown, path: string): unknown {
    const at = copies.get(path) ?? path
    if (data.has(at)) return data.get(at)
    if (typeof inner !== 'object' || inner === null) return inner
    const below = (name: string) => (at ? `${at}.${name}` : name)
    const members = Object.entries(inner).map(([name, member]) => [name, fill(member, below(name))])
    const filled = members.filter(([, member]) => member !== undefined)
    return Array.isArray(inner) ? filled.map(([, member]) => member) : Object.fromEntries(filled)
  }

  return fill(value, '')
}

function flatten(data: ScenarioData, prefix = ''): [string, Maker][] {
  return Object.entries(data).flatMap(([name, node]): [string, Maker][] =>
    isMaker(node) ? [[prefix + name, node]] : flatten(node, `${prefix}${name}.`)
  )
}
