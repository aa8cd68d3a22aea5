import { createHash } from 'node:crypto'
import { endOf, type Machine, moveMachine, startMachine } from './machine'
import { type MockInput, readField } from './request-fields'
import { type Scenario, type ScenarioPart, type Step } from './scenario'

/** The example with which a scenario answers a call, and the machine with whose data it does. */
export interface Played {
  example: string
  scenario: Scenario
  /** Left out where the scenario refuses. */
  machine?: Machine
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
  /** By the scenario's definition. */
  const known = new Map<string, { scenario: Scenario; machines: Map<string, Machine> }>()

  function machinesOf(scenario: Scenario): Map<string, Machine> {
    const entry = known.get(scenario.definition) ?? {
      scenario,
      machines: new Map<string, Machine>()
    }
    known.set(scenario.definition, entry)
    return entry.machines
  }

  function find(scenario: Scenario, input: MockInput): Machine | undefined {
    const machines = machinesOf(scenario)
    const keys = scenario.settings.key.sent.map((field) => readField(input, field))
    const machine = keys
      .map((key) => typeof key === 'string' && machines.get(key.replace(/^Bearer +/i, '')))
      .find(Boolean)
    return machine && endOf(scenario, machine) > now() ? machine : undefined
  }

  function start(scenario: Scenario, step: Step, input: MockInput): Played {
    const machines = machinesOf(scenario)
    const machine = startMachine(scenario, step.to ?? '', input, now())
    machines.set(machine.key, machine)
    const [oldest = ''] = machines.keys()
    if (machines.size > MAX_MACHINES) machines.delete(oldest)
    return { example: step.example, scenario, machine }
  }

  return {
    /**
     * Lets the first step that applies answer and move the client's machine. undefined when a key is
     * unknown here but may come from elsewhere, such as a real login.
     */
    play(part: ScenarioPart, input: MockInput, mayBeElsewhere: () => boolean): Played | undefined {
      const { scenario, steps } = part
      // a login starts a new machine, whatever token its caller still sends
      const machine = steps[0]?.in === undefined ? undefined : find(scenario, input)
      const step = steps.find((one) => one.in === undefined || one.in === machine?.state)
      if (!step && !machine && mayBeElsewhere()) return undefined
      if (!step) return { example: scenario.settings.fallback, scenario }
      if (step.in === undefined || !machine) return start(scenario, step, input)
      moveMachine(machine, step, input, now())
      return { example: step.example, scenario, machine }
    },

    /** For an example that was chosen by name: it starts a machine if its step does. */
    take(part: ScenarioPart, example: string, input: MockInput): Played | undefined {
      const step = part.steps.find((one) => one.in === undefined && one.example === example)
      return step && start(part.scenario, step, input)
    },

    list(): ScenarioView[] {
      return [...known.values()].map(({ scenario, machines }) => ({
        name: scenario.name,
        summary: scenario.summary,
        machines: [...machines.values()].slice(-MAX_SHOWN).map((machine) => view(scenario, machine))
      }))
    },

    /** Forgets all machines. */
    reset(): void {
      known.clear()
    }
  }

  function view(scenario: Scenario, machine: Machine) {
    const { key, state, startedAt, changedAt } = machine
    const until = endOf(scenario, machine)
    return {
      id: createHash('sha256').update(key).digest('hex').slice(0, 8),
      state: until > now() ? state : `${state}, expired`,
      startedAt: new Date(startedAt).toISOString(),
      changedAt: new Date(changedAt).toISOString(),
      until: new Date(until).toISOString()
    }
  }
}
