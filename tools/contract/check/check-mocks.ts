import { latencyProblem, type LatencySetting } from '../mock-model'
import { type Contract, type Operation, type Report } from '../model'
import { checkExample, fieldProblem } from './check-names'
import { checkScenario } from './check-scenario'

/** What `x-mock` and `x-scenarios` name must exist: a misspelt name would silently never match. */
export function checkMocks({ operations, scenarios }: Contract, report: Report): void {
  for (const operation of operations) checkOperation(operation, report)
  const owners = new Map<string, string>()
  for (const [name, scenario] of Object.entries(scenarios)) {
    const here = ['x-scenarios', name]
    checkScenario(scenario, operations, (path, message) => report([...here, ...path], message))
    for (const operationId of Object.keys(scenario.steps)) {
      const owner = owners.get(operationId)
      if (owner)
        report([...here, 'steps', operationId], `${operationId} already has its steps in ${owner}`)
      owners.set(operationId, name)
    }
  }
}

function checkOperation(operation: Operation, report: Report): void {
  const { latency, rules = [] } = operation.mock
  const here = ['paths', operation.path, operation.method.toLowerCase(), 'x-mock']
  const checkLatency = (setting: LatencySetting | undefined, at: string[]) => {
    const problem = latencyProblem(setting)
    if (problem) report([...at, 'latency'], problem)
  }
  checkLatency(latency, here)
  for (const [i, rule] of rules.entries()) {
    const at = [...here, 'rules', String(i)]
    checkLatency(rule.latency, at)
    if (rule.example !== undefined)
      checkExample(operation, rule.example, (message) => report([...at, 'example'], message))
    for (const field of Object.keys(rule.when)) {
      const problem = fieldProblem(operation, field)
      if (problem) report([...at, 'when', field], problem)
    }
  }
}
