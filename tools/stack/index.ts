export { startStack, type Stack, type StackOptions } from './stack'
export { standInsOf, type StandIn, type StartStandIns } from './stand-ins'
