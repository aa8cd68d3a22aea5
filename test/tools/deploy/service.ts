import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse, stringify } from 'yaml'
import { buildArchive } from '../../../tools/deploy/archive/build-archive'
import type { Service } from '../../../tools/deploy/plugin/serverless'
import { startRehearsal } from './rehearsal'

const DEPLOY = path.resolve(__dirname, '../../../deploy')

/**
 * The project's serverless.yml, changed, in a folder of its own; the archive is the one that was
 * built last.
 */
export function makeService(
  change: (service: Service) => void = () => undefined,
  plugin = path.join(DEPLOY, 'tencent-compat')
) {
  const dir = mkdtempSync(path.join(tmpdir(), 'weapp scf service '))
  symlinkSync(path.join(DEPLOY, 'node_modules'), path.join(dir, 'node_modules'), 'junction')
  writeFileSync(path.join(dir, 'compat.js'), `module.exports = require(${JSON.stringify(plugin)})`)
  const write = (edit: (service: Service) => void) => {
    const service = parse(readFileSync(path.join(DEPLOY, 'serverless.yml'), 'utf8')) as Service
    // as it was built for `test`, whatever stage it is deployed to
    const artifact = path.resolve(
      DEPLOY,
      `${service.package.artifact}`.replace('${sls:stage}', 'test')
    )
    const changed = {
      ...service,
      plugins: ['./compat', 'serverless-tencent-scf'],
      package: { artifact }
    }
    // two are enough, and quicker
    const { login, session } = service.functions
    if (login && session) changed.functions = { login, session }
    edit(changed)
    writeFileSync(path.join(dir, 'serverless.yml'), stringify(changed))
  }
  write(change)
  return { dir, write, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

/** A rehearsal with the archive built, and the project's own service to deploy. */
export async function startServiceRehearsal() {
  const rehearsal = await startRehearsal()
  await buildArchive()
  const service = makeService()
  return {
    rehearsal,
    service,
    async stop() {
      service.remove()
      await rehearsal.stop()
    }
  }
}
