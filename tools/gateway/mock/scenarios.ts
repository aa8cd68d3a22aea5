import { createHash } from 'node:crypto'
import type { Given } from './given'
import { bodyOf, setData, startMachine, type Machine } from './machine'
import { createMachines, type Machines } from './machines'
import type { ReadyAnswer } from './plan'
import type { Scenario, ScenarioPlan, Step } from './scenario-plan'

/** What a scenario makes of a call. */
export interface Played {
  answer: ReadyAnswer
  body: string
}

/** As /_gateway/scenarios shows it; a key would be a token, so only its hash is seen. */
export interface ScenarioView {
  name: string
  summary: string
  machines: { id: string; state: string; startedAt: string; changedAt: string; until: string }[]
}

export type Scenarios = ReturnType<typeof createScenarios>

const MAX_SHOWN = 100

/** Keeps the machines of all scenarios. `now` gives ms. */
export function createScenarios({ now = Date.now }: { now?: () => number } = {}) {
  const stores = new Map<string, { scenario: Scenario; machines: Machines }>()

  function machinesOf(scenario: Scenario): Machines {
    let store = stores.get(scenario.definition)
    if (!store) stores.set(scenario.definition, (store = { scenario, machines: createMachines() }))
    return store.machines
  }

  function find(scenario: Scenario, given: Given): Machine | undefined {
    const machines = machinesOf(scenario)
    for (const read of scenario.keysOf) {
      const sent = read(given)
      const key = typeof sent === 'string' ? sent.replace(/^Bearer +/i, '') : undefined
      const machine = key === undefined ? undefined : machines.get(key)
      if (machine) return machine.until > now() ? machine : undefined
    }
    return undefined
  }

  function start(scenario: Scenario, step: Step, given: Given): Played {
    const machine = startMachine(scenario, step.to ?? '', given, now())
    machinesOf(scenario).add(machine)
    return { answer: step.answer, body: bodyOf(machine, step) }
  }

  return {
    /**
     * Lets the first step that fits answer and move the machine on. Nothing where keys may come from
     * elsewhere, from a real login, and nobody here has seen this one.
     */
    play(
      { scenario, steps, otherwise }: ScenarioPlan,
      given: Given,
      isElsewhere: () => boolean
    ): Played | undefined {
      const [first] = steps
      // a login, whatever its caller has from logins before
      if (first && first.in === undefined) return start(scenario, first, given)
      const machine = find(scenario, given)
      const step = steps.find((known) => known.in === undefined || known.in === machine?.state)
      if (!step && !machine && isElsewhere()) return undefined
      if (!step) return otherwise && { answer: otherwise, body: otherwise.body }
      if (step.in === undefined || !machine) return start(scenario, step, given)
      if (step.to !== undefined && step.to !== machine.state) {
        machine.state = step.to
        machine.changedAt = now()
      }
      setData(scenario, machine, step.set, given, now())
      return { answer: step.answer, body: bodyOf(machine, step) }
    },

    /** An answer that was picked by name: where it starts a machine, it does so all the same. */
    take(plan: ScenarioPlan | undefined, answer: ReadyAnswer, given: Given): Played | undefined {
      const step = plan?.steps.find((known) => known.in === undefined && known.answer === answer)
      return plan && step && start(plan.scenario, step, given)
    },

    list(): ScenarioView[] {
      return [...stores.values()].map(({ scenario: { name, summary }, machines }) => ({
        name,
        summary,
        machines: machines.newest(MAX_SHOWN).map(view)
      }))
    },

    /** As if no call had ever been made. */
    reset(): void {
      stores.clear()
    }
  }

  function view({ key, state, startedAt, changedAt, until }: Machine) {
    return {
      id: createHash('sha256').update(key).digest('hex').slice(0, 8),
      state: until > now() ? state : `${state}, over`,
      startedAt: new Date(startedAt).toISOString(),
      changedAt: new Date(changedAt).toISOString(),
      until: new Date(until).toISOString()
    }
  }
}
