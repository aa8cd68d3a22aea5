import { type Project } from '../project'

/**
 * One command of the command line. Resolves to the exit code; a command that runs until it is
 * stopped (`npm start`) resolves to undefined once it is up. An Error that it throws is shown by its
 * message alone, so the message has to say what to do.
 */
export type Command = (project: Project, args: string[]) => Promise<number | undefined>

/** A command that only prints how it is used where `--help` or `-h` is one of its arguments. */
export function withUsage(usage: string, run: Command): Command {
  return async (project, args) => {
    if (!args.includes('--help') && !args.includes('-h')) return run(project, args)
    console.log(usage)
    return 0
  }
}
