import { createHash } from 'node:crypto'
import { type ScenarioSettings, type ScenarioStep } from '../../contract/mock-model'
import { type MockInput, readField } from './request-fields'
import {
  endOf,
  fillIn,
  type Machine,
  moveMachine,
  type ScenarioPart,
  startMachine
} from './scenario'

/** The example with which a scenario answers a call. */
interface Played {
  example: string
  /** Makes the body from the example's value. */
  fill(value: unknown): unknown
}

/** As /_gateway/scenarios shows it; a key is a token, so only its hash is shown. */
export interface ScenarioView {
  name: string
  summary: string
  machines: { id: string; state: string; startedAt: string; changedAt: string; until: string }[]
}

export type Scenarios = ReturnType<typeof createScenarios>

const MAX_MACHINES = 1000
const MAX_SHOWN = 100

/** Keeps the machines of all scenarios. `now` returns ms. */
export function createScenarios({ now = Date.now }: { now?: () => number } = {}) {
  /** By the scenario as written, so that machines outlive an edit elsewhere in the contract. */
  const known = new Map<string, { part: ScenarioPart; machines: Map<string, Machine> }>()

  function machinesOf(part: ScenarioPart): Map<string, Machine> {
    const definition = JSON.stringify([part.name, part.settings])
    const entry = known.get(definition) ?? { part, machines: new Map<string, Machine>() }
    known.set(definition, entry)
    return entry.machines
  }

  function find(part: ScenarioPart, input: MockInput): Machine | undefined {
    const machines = machinesOf(part)
    const keys = part.settings.key.sent.map((field) => readField(input, field))
    const machine = keys
      .map((key) => typeof key === 'string' && machines.get(key.replace(/^Bearer +/i, '')))
      .find(Boolean)
    return machine && endOf(part.settings, machine) > now() ? machine : undefined
  }

  function start(part: ScenarioPart, step: ScenarioStep, input: MockInput): Played {
    const machines = machinesOf(part)
    const machine = startMachine(part.settings, step.to ?? '', input, now())
    machines.set(machine.key, machine)
    const [oldest = ''] = machines.keys()
    if (machines.size > MAX_MACHINES) machines.delete(oldest)
    return played(step, part.settings, machine)
  }

  return {
    /**
     * Lets the first step that applies answer and move the client's machine. undefined when a key is
     * unknown here but may come from elsewhere, such as a real login.
     */
    play(part: ScenarioPart, input: MockInput, mayBeElsewhere: () => boolean): Played | undefined {
      const { settings, steps } = part
      // a login starts a new machine, whatever token its caller still sends
      const machine = steps[0]?.in === undefined ? undefined : find(part, input)
      const step = steps.find((one) => one.in === undefined || one.in === machine?.state)
      if (!step && !machine && mayBeElsewhere()) return undefined
      if (!step) return { example: settings.otherwise, fill: (value) => value }
      if (step.in === undefined || !machine) return start(part, step, input)
      moveMachine(machine, step, input, now())
      return played(step, settings, machine)
    },

    /** For an example that was chosen by name: it starts a machine if its step does. */
    take(part: ScenarioPart, example: string, input: MockInput): Played | undefined {
      const step = part.steps.find((one) => one.in === undefined && one.example === example)
      return step && start(part, step, input)
    },

    list(): ScenarioView[] {
      return [...known.values()].map(({ part: { name, settings }, machines }) => ({
        name,
        summary: settings.summary ?? '',
        machines: [...machines.values()].slice(-MAX_SHOWN).map((machine) => view(settings, machine))
      }))
    },

    /** Forgets all machines. */
    reset(): void {
      known.clear()
    }
  }

  function view(settings: ScenarioSettings, machine: Machine) {
    const { key, state, startedAt, changedAt } = machine
    const until = endOf(settings, machine)
    return {
      id: createHash('sha256').update(key).digest('hex').slice(0, 8),
      state: until > now() ? state : `${state}, expired`,
      startedAt: new Date(startedAt).toISOString(),
      changedAt: new Date(changedAt).toISOString(),
      until: new Date(until).toISOString()
    }
  }
}

function played(step: ScenarioStep, settings: ScenarioSettings, machine: Machine): Played {
  return { example: step.example, fill: (value) => fillIn(value, settings, machine) }
}
