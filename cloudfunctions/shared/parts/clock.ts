import { part } from './part'

export type Clock = () => Date

export const clock = part({ needs: {}, make: (): Clock => () => new Date() })
