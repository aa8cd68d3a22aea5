/** A runtime that waits to be killed, with a frozen and a busy instance; prints their process ids. */
import { createScf } from '../../../tools/scf'
import { get, settingsOf } from './workbench'

const [bundle = ''] = process.argv.slice(2)

async function main(): Promise<void> {
  let reportBusy = () => undefined as void
  const scf = createScf({
    functions: ['frozen', 'busy'].map((name) => ({
      ...settingsOf(bundle),
      name,
      timeoutSeconds: 60
    })),
    log: (line) => line === 'busy | at work' && reportBusy(),
    freeze: true
  })
  const answers = await Promise.all(['frozen', 'busy'].map((name) => scf.request(name, get())))
  const pids = answers.map(({ body }) => (JSON.parse(body) as { pid: number }).pid)
  reportBusy = () => console.log(JSON.stringify(pids))
  void scf.request('busy', get({ busy: '' }))
}

void main()
