/**
 * Runs a command with what was typed behind it. Ends with the code that it gives; when it throws,
 * with the error's message and 1.
 */
export function runCommand(command: (args: string[]) => Promise<number>): void {
  command(process.argv.slice(2)).then(
    (code) => (process.exitCode = code),
    (error: Error) => {
      console.error(error.message)
      process.exitCode = 1
    }
  )
}
