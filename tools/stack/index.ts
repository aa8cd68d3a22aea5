export { startStack, type Stack, type StackOptions } from './stack'
export { type StandIn, type StartStandIns } from './stand-ins'
