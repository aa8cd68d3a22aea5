// loads the bundle in argv[2] as SCF does, and passes it the events that its parent sends
const { main_handler } = require(process.argv[2])

process.on('message', async ({ id, event, remainingMs }) => {
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
    timers: process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length,
    pollution: Object.keys(Object.prototype)
  })
})
