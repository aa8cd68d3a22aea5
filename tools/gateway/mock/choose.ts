import { findResponse } from '../../contract/door/check-response'
import { type MockRule } from '../../contract/mock-model'
import { type Example, type Operation } from '../../contract/model'
import { kindOfMedia } from '../../contract/read/read-media'
import { type RoutingTable } from '../routing/table'
import { type GatewayRequest } from '../server/incoming'
import { type GatewayReply } from '../server/outgoing'
import {
  acceptedForm,
  bodyOf,
  defaultExample,
  exampleNamed,
  exampleOfStatus,
  headersFor,
  nameInHeader,
  toReply
} from './examples'
import { fillIn } from './machine'
import { type Preferences, PreferProblem } from './prefer'
import { type MockInput } from './request-fields'
import { findParts, type ScenarioPart, startsMachines } from './scenario'
import { type Played, type Scenarios } from './scenarios'

/** A call that the contract allows, with what is to decide about its answer. */
export interface MockCall {
  table: RoutingTable
  operation: Operation
  request: GatewayRequest
  input: MockInput
  rule: MockRule | undefined
  preferences: Preferences
}

/**
 * Answers by the contract's rule that applies, else by what the request prefers, else by the
 * scenario, else by the first successful example. Rejects with a PreferProblem.
 */
export async function chooseReply(call: MockCall, scenarios: Scenarios): Promise<GatewayReply> {
  const { table, operation, request, rule, preferences } = call
  const { contract } = table
  const ruled = exampleNamed(operation, rule?.example)
  if (!ruled && preferences.dynamic) return makeUp(call)
  const named = ruled ?? findPreferred(operation, preferences)
  const played = playAll(call, named, scenarios)
  const chosen = named ?? exampleNamed(operation, played?.example) ?? defaultExample(operation)
  const example = acceptedForm(operation, chosen, request.headers.accept)
  const value = played ? valueOfPlayed(played, example) : await valueOf(operation, example)
  return toReply(contract, operation, example, request.requestId, value)
}

/** What the last of the operation's scenarios answers, unless an earlier one refuses. */
function playAll(
  { table, operation, input }: MockCall,
  named: Example | undefined,
  scenarios: Scenarios
): Played | undefined {
  let played: Played | undefined
  for (const part of findParts(table.contract, operation)) {
    played = named
      ? scenarios.take(part, named.name, input)
      : scenarios.play(part, input, () => isFedElsewhere(table, part))
    if (played?.example === part.scenario.settings.fallback) break
  }
  return played
}

function valueOfPlayed({ scenario, machine }: Played, { value }: Example): unknown {
  return machine ? fillIn(value, scenario.places, machine) : value
}

/** Whether no operation that starts this scenario's machines is mocked. */
function isFedElsewhere({ routes }: RoutingTable, { scenario }: ScenarioPart): boolean {
  return !routes.some(
    ({ operationId, source }) =>
      ['mock', 'shadow'].includes(source) && startsMachines(scenario.steps.get(operationId))
  )
}

function findPreferred(operation: Operation, { code, example }: Preferences): Example | undefined {
  if (code === undefined && example === undefined) return undefined
  const named = operation.examples.filter(
    ({ name }) => example === undefined || isName(name, example)
  )
  const found = code === undefined ? named[0] : exampleOfStatus(named, code)
  if (found) return found
  const { operationId } = operation
  throw new PreferProblem(`Prefer: ${operationId} has no such example; it has ${list(operation)}`)
}

/** What is not ASCII may be percent-encoded in a header. */
function isName(name: string, wanted: string): boolean {
  if (name === wanted || nameInHeader(name) === wanted) return true
  try {
    return decodeURIComponent(wanted) === name
  } catch {
    return false
  }
}

function list({ examples }: Operation): string {
  return examples.map(({ status, name }) => `${status} ${name}`).join(', ')
}

/** Makes a value up from the schema. */
async function makeUp({ table, operation, request, preferences }: MockCall): Promise<GatewayReply> {
  const { code = defaultExample(operation).status, seed } = preferences
  const like = operation.examples.find(({ status }) => status === code)
  if (!like) {
    const { operationId } = operation
    throw new PreferProblem(
      `Prefer: ${operationId} has no answer ${code}; it has ${list(operation)}`
    )
  }
  const schema = schemaOf(operation, like)
  // without a seed, the same request gets the same answer
  const { method, path, rawQuery, body } = request
  const sent = JSON.stringify([method, path, rawQuery, body.toString('base64')])
  const value = schema && (await makeValue(schema, seed ?? sent))
  const made: Example = { ...like, value, isMade: true }
  return {
    status: code,
    headers: headersFor(table.contract, operation, made),
    body: bodyOf(made, value),
    source: 'mock:dynamic'
  }
}

function schemaOf({ responses }: Operation, { status, mediaType }: Example): object | undefined {
  const media = findResponse(responses, status)?.media ?? []
  return media.find(({ type }) => type === mediaType)?.schema
}

/** What is made from a schema may break its rules, such as a pattern: then it is made up. */
async function valueOf(operation: Operation, example: Example): Promise<unknown> {
  const schema = example.isMade && schemaOf(operation, example)
  if (!schema || kindOfMedia(example.mediaType ?? '') !== 'json') return example.value
  return (await import('./dynamic')).repairValue(schema, example.value)
}

/** The schema compiler and the generator are slow to load, and few calls need them. */
async function makeValue(schema: object, seed: string): Promise<unknown> {
  return (await import('./dynamic')).makeValue(schema, seed)
}
