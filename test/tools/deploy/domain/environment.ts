import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readCloudEnvironment } from '../../../../tools/contract/read/cloud-environment'

const CONTRACT = path.resolve(__dirname, '../../../../gateway-config/openapi.yaml')

/** `prepub` of the project's contract, as these lines under it make it. */
export function prepub(settings: string, others = 'test: { source: function }') {
  const folder = mkdtempSync(path.join(tmpdir(), 'weapp scf config '))
  cpSync(CONTRACT, path.join(folder, 'openapi.yaml'))
  const text = `prepub:\n${settings}\n${others}\nrelease: { source: function }\n`
  writeFileSync(path.join(folder, 'environments.yaml'), text)
  try {
    return readCloudEnvironment(folder, 'prepub')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
