import { spawn } from 'node:child_process'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../../..')

/**
 * Runs deploy/commands/<name>.ts as `npm run` does, with this environment alone; Ctrl-C comes when
 * it has said `interruptAt`. `root`: the project, or a copy of it.
 */
export async function runCommand(
  name: string,
  args: string[],
  env: Record<string, string>,
  interruptAt?: string,
  root = ROOT
): Promise<{ code: number | null; output: string }> {
  const program = path.join(root, 'deploy', 'commands', `${name}.ts`)
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', program, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      const isNew = interruptAt !== undefined && !output.includes(interruptAt)
      output += data.toString()
      if (isNew && output.includes(interruptAt)) child.kill('SIGINT')
    })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, output }
}
