import { type ScenarioSettings, type ScenarioStep } from '../../contract/mock-model'
import { type Contract, type Operation } from '../../contract/model'
import { defaultExample, exampleNamed } from './examples'
import { type DataMaker, type Place, placeAt, placesOf } from './places'

/** A scenario of the contract, made ready for its machines. */
export interface Scenario {
  settings: ScenarioSettings
  summary: string
  name: string
  /** The scenario as written: machines survive an edit of the contract that leaves it the same. */
  definition: string
  places: Place
  /** Of the datum that identifies a machine, and of the time when one expires. */
  key: Place
  until: Place
  /** By operationId. */
  steps: Map<string, Step[]>
}

export interface Step extends Omit<ScenarioStep, 'set'> {
  set: { path: string; maker: DataMaker }[]
}

/** The part that one operation has in a scenario. */
export interface ScenarioPart {
  scenario: Scenario
  steps: Step[]
}

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
    const own = scenario.steps.get(operation.operationId)
    if (own) return [{ scenario, steps: own }]
    const example = defaultExample(operation).name
    if (!operation.authenticated || !exampleNamed(operation, settings.fallback)) return []
    return [{ scenario, steps: [{ in: settings.authenticated, example, set: [] }] }]
  })
  const isOwn = ({ scenario }: ScenarioPart) => scenario.steps.has(operation.operationId)
  return [...parts.filter((part) => !isOwn(part)), ...parts.filter(isOwn).slice(0, 1)]
}

function prepare(name: string, settings: ScenarioSettings): Scenario {
  const { summary = '', key, until, data } = settings
  const places = placesOf(data)
  const steps = Object.entries(settings.steps).map(
    ([operationId, list]) => [operationId, list.map((step) => prepareStep(step, places))] as const
  )
  const scenario = {
    name,
    summary,
    settings,
    definition: JSON.stringify([name, settings]),
    places,
    key: placeAt(places, key.made),
    until: placeAt(places, until),
    steps: new Map(steps)
  }
  prepared.set(settings, scenario)
  return scenario
}

function prepareStep({ set = {}, ...step }: ScenarioStep, places: Place): Step {
  const makers = Object.entries(set).flatMap(([at, maker]) =>
    'as' in maker ? [] : [{ path: placeAt(places, at).path, maker }]
  )
  return { ...step, set: makers }
}

export function startsMachines(steps: Step[] = []): boolean {
  return steps.some((step) => step.in === undefined)
}
