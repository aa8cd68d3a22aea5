import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type CloudEnvironment, loadCloudEnvironment } from '../../../../tools/contract'
import { smallContract } from '../small-contract'

/** `prepub` of a small contract, with these lines as its settings. */
export async function prepub(settings: string): Promise<CloudEnvironment> {
  const folder = mkdtempSync(path.join(tmpdir(), 'weapp scf config '))
  const contractFile = path.join(folder, 'openapi.yaml')
  const environmentsFile = path.join(folder, 'environments.yaml')
  writeFileSync(contractFile, smallContract())
  const others = 'test: { source: function }\nrelease: { source: function }\n'
  writeFileSync(environmentsFile, `prepub:\n${settings}\n${others}`)
  try {
    return await loadCloudEnvironment({ contractFile, environmentsFile }, 'prepub')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
