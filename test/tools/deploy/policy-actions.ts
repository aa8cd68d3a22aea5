import { readFileSync } from 'node:fs'
import path from 'node:path'
import { project } from '../../support/project'

/**
 * The actions that deploy/policy.json allows: <service>:<action>, or <service>:<method> for COS.
 */
export function policyActions(): string[] {
  return policyStatements().flatMap(({ action }) => action.map((one) => one.replace('name/', '')))
}

export function policyStatements(): { action: string[] }[] {
  const policy = readFileSync(path.join(project.deployDir, 'policy.json'), 'utf8')
  return (JSON.parse(policy) as { statement: { action: string[] }[] }).statement
}
