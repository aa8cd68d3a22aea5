import {
  isMaker,
  type Maker,
  namedIn,
  type ScenarioData,
  type ScenarioSettings,
  type ScenarioStep
} from '../mock-model'
import { type Operation, type Report } from '../model'
import { checkExample, fieldProblem } from './check-names'

/** Everything that a scenario names must exist, and every state must be reachable. */
export function checkScenario(
  scenario: ScenarioSettings,
  operations: Operation[],
  report: Report
): void {
  const { key, until, data, steps, authenticated, fallback } = scenario
  if (!has(data[key.made], 'random'))
    report(['key', 'made'], `the data has no random "${key.made}" that could identify a machine`)
  if (!has(data[until], 'after'))
    report(['until'], `the data has no "${until}" that is made by \`after\``)
  checkCopies(data, data, ['data'], report)
  const all = Object.values(steps).flat()
  const reached = new Set(all.flatMap(({ to }) => to ?? []))
  if (!all.some(startsMachine)) report(['steps'], 'no step starts one: `to` without `in`')
  if (!reached.has(authenticated))
    report(['authenticated'], `no step reaches the state "${authenticated}"`)
  for (const [operationId, list] of Object.entries(steps)) {
    const operation = operations.find((known) => known.operationId === operationId)
    if (operation)
      checkSteps(operation, list, reached, (path, message) =>
        report(['steps', operationId, ...path], message)
      )
    else report(['steps', operationId], `the contract has no operation ${operationId}`)
    if (operation && !list.some(startsMachine))
      checkExample(operation, fallback, (message) => report(['fallback'], message))
  }
}

function checkSteps(
  operation: Operation,
  steps: ScenarioStep[],
  reached: Set<string>,
  report: Report
): void {
  for (const [i, step] of steps.entries()) {
    const here = String(i)
    checkExample(operation, step.example, (message) => report([here, 'example'], message))
    if (step.in !== undefined && !reached.has(step.in))
      report([here, 'in'], `no step reaches the state "${step.in}"`)
    for (const [path, maker] of Object.entries(step.set ?? {})) {
      for (const field of fieldsOf(maker)) {
        const problem = fieldProblem(operation, field)
        if (problem) report([here, 'set', path], problem)
      }
    }
  }
}

/** What it takes of the request. */
function fieldsOf(maker: Maker): string[] {
  if ('from' in maker) return [maker.from]
  if (!('write' in maker)) return []
  return namedIn(maker.write).filter((name) => name !== 'random' && name !== 'gateway')
}

function startsMachine(step: ScenarioStep): boolean {
  return step.in === undefined && step.to !== undefined
}

function has(node: Maker | ScenarioData | undefined, kind: string): boolean {
  return node !== undefined && isMaker(node) && kind in node
}

function checkCopies(root: ScenarioData, node: ScenarioData, path: string[], report: Report): void {
  for (const [name, value] of Object.entries(node)) {
    const here = [...path, name]
    if (!isMaker(value)) checkCopies(root, value, here, report)
    else if ('as' in value && !isDatum(root, value.as.split('.')))
      report([...here, 'as'], `the data has no ${value.as} of its own`)
  }
}

/** Copies of copies are not allowed, because they could form a circle. */
function isDatum(root: ScenarioData, keys: string[]): boolean {
  let at: Maker | ScenarioData | undefined = root
  for (const key of keys) {
    if (at === undefined || isMaker(at)) return false
    at = at[key]
  }
  return at !== undefined && !JSON.stringify(at).includes('"as":')
}
