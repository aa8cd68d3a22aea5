/** The limits of `deploy/serverless.yml` for the login, and what one measured database takes. */
export const DEPLOYED = { instances: 7, perInstance: 50, memoryMb: 256, connections: 4 }
/** Commits per second of one MySQL server on two cores, durable (docs/deploy.md). */
export const SERVER_COMMITS = 1100
/** What a region grants at first, for all functions together. */
const QUOTA_MB = 128_000
/** MySQL's default. */
const MAX_CONNECTIONS = 151
/** A login whose instance is warm: WeChat's answer and ours. */
export const LOGIN_MS = 120

export const PEOPLE = [10_000, 100_000, 1_000_000]
export const RUSH_SECONDS = 10

/** What a number of people within RUSH_SECONDS needs so that nobody is refused. */
export interface Plan {
  people: number
  loginsPerSecond: number
  instances: number
  memoryMb: number
  connections: number
  /** Database servers of the measured size. */
  servers: number
  gbSeconds: number
  /** The first of these that is beyond what there is at first, with how often it is needed. */
  firstToBreak: string
}

/** By Little's law: requests in progress are arrivals per second times the time of each. */
export function planFor(people: number): Plan {
  const loginsPerSecond = people / RUSH_SECONDS
  const inProgress = (loginsPerSecond * LOGIN_MS) / 1000
  const instances = Math.ceil(inProgress / DEPLOYED.perInstance)
  const memoryMb = instances * DEPLOYED.memoryMb
  const connections = instances * DEPLOYED.connections
  const needs = {
    commits: loginsPerSecond / SERVER_COMMITS,
    instances: instances / DEPLOYED.instances,
    connections: connections / MAX_CONNECTIONS,
    memory: memoryMb / QUOTA_MB
  }
  const [[name = '', times = 0] = []] = Object.entries(needs).sort(([, a], [, b]) => b - a)
  // an instance is paid by the time that it has a request, whatever their number
  const busySeconds = RUSH_SECONDS * instances
  return {
    people,
    loginsPerSecond,
    instances,
    memoryMb,
    connections,
    servers: Math.ceil(needs.commits),
    gbSeconds: (busySeconds * DEPLOYED.memoryMb) / 1024,
    firstToBreak: times <= 1 ? 'nothing' : `${name}, ${times.toFixed(1)} times`
  }
}
