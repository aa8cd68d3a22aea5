/**
 * A runtime that waits to be killed, with a frozen and a busy instance; prints their process ids.
 */
import { createScf, type FunctionSettings } from '../../../tools/scf'
import { get } from './workbench'

const [bundle = ''] = process.argv.slice(2)

const settings: FunctionSettings = {
  name: 'frozen',
  bundle,
  type: 'event',
  event: 'url',
  handler: 'main_handler',
  timeoutSeconds: 60,
  initTimeoutSeconds: 10,
  memoryMb: 256,
  concurrency: 1,
  maxInstances: 10,
  environment: {},
  timers: []
}
const scf = createScf({
  functions: [settings, { ...settings, name: 'busy' }],
  log: () => undefined,
  freeze: true
})

async function main(): Promise<void> {
  const answers = await Promise.all(['frozen', 'busy'].map((name) => scf.request(name, get())))
  void scf.request('busy', get({ ms: '60000', busy: '' }))
  const pids = answers.map(({ body }) => (JSON.parse(body) as { pid: number }).pid)
  // by then the busy one has its call
  setTimeout(() => console.log(JSON.stringify(pids)), 100)
}

void main()
