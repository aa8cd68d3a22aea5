import type { Machine } from './machine'

export type Machines = ReturnType<typeof createMachines>

/** Between this and twice as many are kept. */
const GENERATION = 500

/** The machines of one scenario; the oldest are forgotten, a whole generation at a time. */
export function createMachines() {
  let young = new Map<string, Machine>()
  let old = new Map<string, Machine>()
  return {
    get: (key: string) => young.get(key) ?? old.get(key),
    add(machine: Machine): void {
      if (young.size >= GENERATION) {
        old = young
        young = new Map()
      }
      young.set(machine.key, machine)
    },
    newest: (count: number) => [...old.values(), ...young.values()].slice(-count)
  }
}
