import { readFileSync } from 'node:fs'
import path from 'node:path'
import { project } from '../../support/project'

/**
 * The actions that deploy/policy.json allows: <service>:<action>, or <service>:<method> for COS.
 */
export function policyActions(): string[] {
  const policy = readFileSync(path.join(project.deployDir, 'policy.json'), 'utf8')
  const { statement } = JSON.parse(policy) as { statement: { action: string[] }[] }
  return statement.flatMap(({ action }) => action.map((one) => one.replace('name/', '')))
}
