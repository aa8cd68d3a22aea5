import type { Contract, Operation } from '../../contract/read/read-contract'
import {
  isMaker,
  type Maker,
  type ScenarioData,
  type ScenarioSettings,
  type ScenarioStep
} from '../../contract/read/scenario-settings'
import { compileField, type ReadField } from './given'
import { compileMaker, type Make } from './makers'
import type { ReadyAnswer } from './plan'
import { compileJson, type DataPaths, type WriteJson } from './write-json'

export interface ScenarioPlan {
  scenario: Scenario
  steps: Step[]
  otherwise?: ReadyAnswer
}

/** A scenario's own part, the same for all its operations. */
export interface Scenario extends DataPaths {
  name: string
  summary: string
  /** Machines outlive an edit of the contract as long as this stays the same. */
  definition: string
  /** Places of the data that name a machine and end it. */
  keyPlace: number
  untilPlace: number
  keysOf: ReadField[]
  makers: PlacedMaker[]
}

/** Makes the datum that has this place. */
export interface PlacedMaker {
  place: number
  make: Make
}

export interface Step {
  in?: string
  answer: ReadyAnswer
  write: WriteJson
  to?: string
  set: PlacedMaker[]
}

export function startsMachines(plan: ScenarioPlan | undefined): boolean {
  return plan?.steps.some((step) => step.in === undefined) ?? false
}

/** The scenario in which the operation has a part, if any. */
export function planScenario(
  { scenarios }: Contract,
  operation: Operation,
  answers: ReadyAnswer[],
  byDefault: ReadyAnswer
): ScenarioPlan | undefined {
  for (const [name, settings] of Object.entries(scenarios)) {
    const otherwise = answers.find(({ example }) => example === settings.otherwise)
    const written = settings.steps[operation.operationId]
    if (!written && !(operation.authenticated && otherwise)) continue
    const scenario = compileScenario(name, settings)
    const defaults: ScenarioStep[] = [{ in: settings.authenticated, example: byDefault.example }]
    const steps = (written ?? defaults).map(({ example, set = {}, ...step }): Step => {
      const answer = answers.find((known) => known.example === example) ?? byDefault
      return {
        ...step,
        answer,
        write: compileJson(scenario, answer.value),
        set: compileMakers(Object.entries(set), scenario.places)
      }
    })
    return { scenario, steps, otherwise }
  }
  return undefined
}

function compileScenario(name: string, settings: ScenarioSettings): Scenario {
  const data = flatten(settings.data)
  const added = Object.values(settings.steps).flatMap((steps) =>
    steps.flatMap(({ set = {} }) => Object.keys(set))
  )
  const made = data.flatMap(([path, maker]) => ('as' in maker ? [] : [path]))
  const places = new Map([...new Set([...made, ...added])].map((path, place) => [path, place]))
  return {
    name,
    summary: settings.summary ?? '',
    definition: JSON.stringify([name, settings]),
    keyPlace: places.get(settings.key.made) ?? 0,
    untilPlace: places.get(settings.until) ?? 0,
    keysOf: settings.key.sent.map(compileField),
    makers: compileMakers(data, places),
    places,
    copies: new Map(data.flatMap(([path, maker]) => ('as' in maker ? [[path, maker.as]] : [])))
  }
}

function compileMakers(written: [string, Maker][], places: Map<string, number>): PlacedMaker[] {
  return written.flatMap(([path, maker]) =>
    'as' in maker ? [] : [{ place: places.get(path) ?? 0, make: compileMaker(maker) }]
  )
}

function flatten(data: ScenarioData, prefix = ''): [string, Maker][] {
  return Object.entries(data).flatMap(([name, node]): [string, Maker][] =>
    isMaker(node) ? [[prefix + name, node]] : flatten(node, `${prefix}${name}.`)
  )
}
