import { type Cloud } from '../cloud/client'
import { getFunction } from '../cloud/functions'
import { listTriggers } from '../cloud/triggers'
import { type DomainRow } from './custom-domain'

/**
 * Throws an Error that lists the functions of the table that could not answer. A function must be
 * deployed, work, and have a function URL, without which SCF refuses its rows.
 */
export async function checkFunctions(
  cloud: Cloud,
  rows: DomainRow[],
  stage: string
): Promise<void> {
  const names = [...new Set(rows.map(({ FunctionName }) => FunctionName))]
  const checked = await Promise.all(names.map((name) => problemOf(cloud, name)))
  const problems = checked.flatMap((problem, i) => {
    if (!problem) return []
    const paths = rows.filter(({ FunctionName }) => FunctionName === names[i])
    return [`  ${names[i]} ${problem}: ${paths.map(({ PathMatch }) => PathMatch).join(', ')}`]
  })
  if (problems.length)
    throw new Error(
      `not ready for the domain, \`npm run deploy -- --stage ${stage}\` first:\n${problems.join('\n')}`
    )
}

async function problemOf(cloud: Cloud, name: string): Promise<string | undefined> {
  const found = await getFunction(cloud, name)
  if (!found) return 'is not deployed'
  if (found.Status !== 'Active') return `is ${found.Status}`
  const triggers = await listTriggers(cloud, name)
  const hasUrl = triggers.some(
    ({ Type, Enable, Qualifier }) => Type === 'http' && Enable === 1 && Qualifier === '$DEFAULT'
  )
  return hasUrl ? undefined : 'has no function URL'
}
