import type { GatewayRequest, GatewayRoute, Reply, Table } from '../types'
import type { MakeValue } from './dynamic'
import type { Given } from './given'
import { toReply, type MockPlan, type ReadyAnswer } from './plan'
import { PreferProblem, type Preferences } from './prefer'
import type { Rule } from './rules'
import { startsMachines } from './scenario-plan'
import type { Scenarios } from './scenarios'

/** What answers are made with. */
export interface ChoiceParts {
  scenarios: Scenarios
  makeValue: MakeValue
}

export interface Choice {
  table: Table
  route: GatewayRoute
  request: GatewayRequest
  given: Given
  rule: Rule | undefined
  preferences: Preferences
}

/**
 * Picks what answers: the contract's rule that fits, else what the request prefers, else the
 * scenario, else the first success. Throws a PreferProblem.
 */
export function chooseReply(choice: Choice, parts: ChoiceParts): Reply | Promise<Reply> {
  const { route, given, rule, preferences } = choice
  const { scenarios, makeValue } = parts
  const { mock } = route
  const { requestId } = choice.request
  const named = rule?.answer ?? (preferences.dynamic ? undefined : findPreferred(choice))
  if (!named && preferences.dynamic) return generate(choice, makeValue)
  const played = named
    ? scenarios.take(mock.scenario, named, given)
    : mock.scenario && scenarios.play(mock.scenario, given, () => isFedElsewhere(choice))
  return played
    ? toReply(played.answer, requestId, played.body)
    : toReply(named ?? mock.byDefault, requestId)
}

/** Whether no operation that starts this scenario's machines is a mock. */
function isFedElsewhere({ table, route }: Choice): boolean {
  const { definition } = route.mock.scenario?.scenario ?? {}
  return !table.routes.some(({ source, mock: { scenario } }) => {
    const isMock = source === 'mock' || source === 'shadow'
    return isMock && scenario?.scenario.definition === definition && startsMachines(scenario)
  })
}

function findPreferred({ route, preferences }: Choice): ReadyAnswer | undefined {
  const { code, example } = preferences
  if (code === undefined && example === undefined) return undefined
  const found = route.mock.answers.find(
    (answer) =>
      (code === undefined || answer.status === code) &&
      (example === undefined || answer.example === example)
  )
  if (found) return found
  throw new PreferProblem(
    `Prefer: ${route.operationId} has no such example; it has ${list(route.mock)}`
  )
}

function list({ answers }: MockPlan): string {
  return answers.map(({ status, example }) => `${status} ${example}`).join(', ')
}

async function generate(
  { route, request, preferences }: Choice,
  makeValue: MakeValue
): Promise<Reply> {
  const { mock, operationId } = route
  const { code = mock.byDefault.status, seed } = preferences
  const like = mock.answers.find(({ status }) => status === code)
  if (!like)
    throw new PreferProblem(`Prefer: ${operationId} has no answer ${code}; it has ${list(mock)}`)
  const schema = mock.schemas.get(code)
  // without a seed, the same question gets the same answer
  const { method, path, query, body } = request
  const value =
    schema && (await makeValue(schema, seed ?? JSON.stringify([method, path, query, body])))
  return {
    status: code,
    headers: like.headers,
    body: value === undefined ? '' : JSON.stringify(value),
    source: 'mock:dynamic'
  }
}
