import { part } from './part'

type Clock = () => Date

export const clock = part({ needs: {}, make: (): Clock => () => new Date() })
