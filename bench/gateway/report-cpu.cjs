// preloaded into a server under measure: tells its CPU time when asked
process.on('message', (message) => {
  if (message === 'cpu') process.send(process.cpuUsage())
})
process.channel?.unref()
