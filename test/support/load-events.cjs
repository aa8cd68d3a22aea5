// loads the bundle in argv[2] as SCF does, and passes it the events that its parent sends
const { readdirSync } = require('node:fs')
const { setFlagsFromString } = require('node:v8')
const { runInNewContext } = require('node:vm')
const { main_handler } = require(process.argv[2])

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc')

process.on('message', async ({ id, event, remainingMs }) => {
  if (!event) return process.send({ id, ...(await measure()) })
  const startedAt = performance.now()
  const context = {
    request_id: `request-${process.pid}-${id}`,
    getRemainingTimeInMillis: () => remainingMs - (performance.now() - startedAt)
  }
  const cpu = process.cpuUsage()
  const reply = await main_handler(event, context)
  const ms = performance.now() - startedAt
  const { user, system } = process.cpuUsage(cpu)
  // what the call has left behind shows in the next turn
  await new Promise(setImmediate)
  process.send({
    id,
    reply,
    context,
    ms,
    cpuMs: (user + system) / 1000,
    timers: countTimers(),
    pollution: Object.keys(Object.prototype)
  })
})

const countTimers = () =>
  process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

async function measure() {
  for (let i = 0; i < 3; i++) {
    await new Promise(setImmediate)
    collectGarbage()
  }
  const { heapUsed, external } = process.memoryUsage()
  return { heapBytes: heapUsed + external, timers: countTimers(), files: countFiles() }
}

/** 0 where the system does not say. */
function countFiles() {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    return 0
  }
}
