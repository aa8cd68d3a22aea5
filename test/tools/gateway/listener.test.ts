import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { type RoutingTable } from '../../../tools/gateway/routing/table'
import { createListener } from '../../../tools/gateway/server/listener'

it('breaks off a call whose page throws, logs it and goes on', async () => {
  const lines: string[] = []
  const listener = createListener({
    desk: { current: () => ({}) as RoutingTable, note: () => undefined },
    door: () => {
      throw new Error('a broken page')
    },
    log: (line) => lines.push(line)
  })
  const settled: Promise<void>[] = []
  const server = createServer((incoming, outgoing) => settled.push(listener(incoming, outgoing)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  await Promise.all(settled)
  expect(lines).toEqual([expect.stringMatching(/^\S{36} Error: a broken page$/)])
  await new Promise((resolve) => server.close(resolve))
})
