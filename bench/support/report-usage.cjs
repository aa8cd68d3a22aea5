// preloaded into a server under measure: reports its CPU time and memory on request
process.on('message', (message) => {
  if (message === 'cpu') process.send(process.cpuUsage())
  if (message === 'memory') process.send(process.memoryUsage.rss())
})
process.channel?.unref()
