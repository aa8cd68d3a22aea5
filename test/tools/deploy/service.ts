import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse, stringify } from 'yaml'
import { buildArchive } from '../../../tools/deploy/archive/build-archive'
import { type ServerlessService } from '../../../tools/serverless-yml'
import { project } from '../../support/project'
import { startRehearsal } from './rehearsal'

/**
 * The project's service with changes, in a folder of its own, with the archive that was built last.
 */
export function makeService(
  change: (service: ServerlessService) => void = () => undefined,
  plugin = path.join(project.root, 'tools/deploy/plugin')
) {
  const { deployDir, serverlessFile } = project
  const root = mkdtempSync(path.join(tmpdir(), 'a service '))
  // serverless.yml reads the project's name from here
  copyFileSync(path.join(project.root, 'package.json'), path.join(root, 'package.json'))
  symlinkSync(path.join(project.root, 'tools'), path.join(root, 'tools'), 'junction')
  const dir = path.join(root, 'deploy')
  mkdirSync(dir)
  symlinkSync(path.join(deployDir, 'node_modules'), path.join(dir, 'node_modules'), 'junction')
  writeFileSync(path.join(dir, 'plugin.js'), `module.exports = require(${JSON.stringify(plugin)})`)
  const write = (edit: (service: ServerlessService) => void) => {
    const service = parse(readFileSync(serverlessFile, 'utf8')) as ServerlessService
    // the archive of `test`, whatever stage it is deployed to
    const artifact = path.resolve(
      deployDir,
      `${service.package.artifact}`.replace('${sls:stage}', 'test')
    )
    const changed = {
      ...service,
      plugins: ['./plugin', 'serverless-tencent-scf'],
      package: { artifact }
    }
    // two functions are enough, and faster
    const { login, session } = service.functions
    if (login && session) changed.functions = { login, session }
    edit(changed)
    writeFileSync(path.join(dir, 'serverless.yml'), stringify(changed))
  }
  write(change)
  return { dir, write, remove: () => rmSync(root, { recursive: true, force: true }) }
}

/** A rehearsal with the archive of `test`, and the project's own service to deploy. */
export async function startServiceRehearsal() {
  const rehearsal = await startRehearsal()
  await buildArchive(project, 'test')
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
