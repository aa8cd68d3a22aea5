import { readFileSync } from 'node:fs'
import path from 'node:path'

const POLICY = path.resolve(__dirname, '../../../deploy/policy.json')

/** What deploy/policy.json allows: <service>:<action>; of the object store, the method's name. */
export function policyActions(): string[] {
  const { statement } = JSON.parse(readFileSync(POLICY, 'utf8')) as {
    statement: { action: string[] }[]
  }
  return statement.flatMap(({ action }) => action.map((one) => one.replace('name/', '')))
}
