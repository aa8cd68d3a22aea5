/** What an account's cloud does about one question. */
export interface Finding {
  /** What this project expects */
  expected: string
  outcome: 'as expected' | 'differs' | 'not known'
  /** What was seen; free of secrets, account numbers and addresses */
  seen: string
  /** Whether the commands work either way */
  isEitherWay: boolean
}

const ADDRESS = /\b(\d{1,3})\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g
const ACCOUNT = /\b1\d{8,}\b/g

/** A report to paste into an issue. */
export function writeReport(findings: Finding[], about: { region: string; date: Date }): string {
  const rows = findings.map(
    ({ expected, outcome, seen, isEitherWay }) =>
      `| ${expected} | **${outcome}** | ${clean(seen)} | ${adviceFor(outcome, isEitherWay)} |`
  )
  const differing = findings.filter(
    ({ outcome, isEitherWay }) => outcome === 'differs' && !isEitherWay
  )
  return [
    `First contact, ${about.region}, ${about.date.toISOString().slice(0, 10)}`,
    '',
    '| expected | the cloud | seen | for the commands |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    differing.length
      ? `${differing.length} of ${findings.length} expectations are wrong in a way that matters: please report this`
      : 'nothing that the commands rely on is wrong'
  ].join('\n')
}

function adviceFor(outcome: Finding['outcome'], isEitherWay: boolean): string {
  if (outcome === 'differs') return isEitherWay ? 'works either way' : 'breaks: please report it'
  return outcome === 'not known' ? '-' : 'fine'
}

/** Addresses keep their first number, which shows whether they are the platform's. */
function clean(text: string): string {
  return text
    .replace(ADDRESS, '$1.x.x.x')
    .replace(ACCOUNT, '(account)')
    .replace(/\|/g, '/')
    .replace(/\s*\n\s*/g, ' ')
}
