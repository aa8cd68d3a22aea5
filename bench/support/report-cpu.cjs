// preloaded into a server under measure: reports its CPU time on request
process.on('message', (message) => {
  if (message === 'cpu') process.send(process.cpuUsage())
})
process.channel?.unref()
