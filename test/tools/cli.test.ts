import { runCommand } from '../support/project'

it.each(['undo', 'constructor'])('lists the commands for the unknown command %s', (name) => {
  const { status, stderr } = runCommand(name)
  expect(status).toBe(1)
  expect(stderr).toMatch(new RegExp(`^there is no command "${name}"\\n\\nUsage: npm run cli`))
})
