import { part } from './part'

type Clock = () => Date

/** Whole seconds since 1970. */
export function secondsOf(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}

export const clock = part({ needs: {}, make: (): Clock => () => new Date() })
