import { spawn, type ChildProcess } from 'node:child_process'

/**
 * Ends the server at once when this process dies without a chance to do so (SIGKILL, a closed terminal): a shell waits
 * for the end of a pipe whose other end is only ours. On Windows the next start has to do it.
 */
export function guard(server: ChildProcess): void {
  if (process.platform === 'win32' || !server.pid) return
  const shell = spawn(
    '/bin/sh',
    ['-c', 'read -r line; kill -TERM "$1"', 'guard', `${server.pid}`],
    {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore']
    }
  )
  shell.once('error', () => undefined)
  // before anybody else can get the server's pid
  server.once('exit', () => shell.kill('SIGKILL'))
  shell.unref()
}
