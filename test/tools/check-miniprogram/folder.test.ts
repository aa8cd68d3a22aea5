import { tmpdir } from 'node:os'
import path from 'node:path'
import { runCommand } from '../../support/project'

it('names a folder that has no mini-program before it installs anything', () => {
  const nowhere = path.join(tmpdir(), 'no such mini-program')
  expect(runCommand('check-miniprogram', [nowhere])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: `${nowhere} has no project.config.json\n`
  })
})
