import { withUsage } from '../../common/command'
import { interruptible } from '../../common/signals'
import { readService } from '../../serverless-yml'
import { createCloud } from '../cloud/create-cloud'
import { readCredentials } from '../cloud/credentials'
import { writeReport } from '../first-contact/report'
import { runContact } from '../first-contact/run-contact'
import { confirm } from '../removal/confirm'
import { readOptions } from '../settings/options'
import { readSettings } from '../settings/settings'

const USAGE = `npm run cli -- first-contact [--role NAME] [--yes]

Finds out what your account's cloud does where its documents are silent or contradict each other: makes
two small functions with a function URL each, asks twenty-five questions, removes both, and prints a
report without secrets, account numbers and addresses. Takes about two minutes and a few calls.
  --role   an execution role of SCF, to see where a function finds its key
  --stage  take the key from .env.<stage>; the environment wins
  --yes    do not ask

It calls nothing that deploy/policy.json does not allow. The exit code is 1 when something that the
commands rely on is different.`

export const firstContact = withUsage(USAGE, async (project, args) => {
  const options = readOptions(args, {
    role: { type: 'string' },
    yes: { type: 'boolean' }
  })
  const { stage = 'test', role, yes } = options
  const settings = readSettings(project, stage)
  const { service, provider } = readService(project.serverlessFile, stage, settings)
  const { region } = provider
  const cloud = createCloud(readCredentials(settings), region)
  if (!yes) await confirm(`This makes two functions in ${region} and removes them again.`, region)
  const log = (line: string) => console.error(line)
  const findings = await interruptible(
    (signal) => runContact({ cloud, region, service, role, log, signal }),
    'interrupted: the functions were removed'
  )
  console.log(writeReport(findings, { region, date: new Date() }))
  return findings.some((one) => one.outcome === 'differs' && !one.isEitherWay) ? 1 : 0
})
