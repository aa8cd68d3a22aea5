import { spawn } from 'node:child_process'
import { commandLine, project } from '../../support/project'

/**
 * Runs a command in a project's folder with this environment alone. `interruptAt`: once this is
 * printed, it gets Ctrl-C.
 */
export async function runCommand(
  name: string,
  args: string[],
  env: Record<string, string>,
  { interruptAt, root = project.root }: { interruptAt?: string; root?: string } = {}
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, commandLine(name, ...args), {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      const isFirst = interruptAt !== undefined && !output.includes(interruptAt)
      output += data.toString()
      if (isFirst && output.includes(interruptAt)) child.kill('SIGINT')
    })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output }
}
