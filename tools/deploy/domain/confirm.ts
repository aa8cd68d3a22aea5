import { createInterface } from 'node:readline/promises'

/**
 * Asks at the terminal; only the very word means yes. Throws an Error where nobody can answer, and
 * when the answer is another.
 */
export async function confirm(question: string, word: string): Promise<void> {
  if (!process.stdin.isTTY) throw new Error('nobody can be asked here: add --yes')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  // Ctrl-C: the question is never answered, and there is nothing left to wait for
  terminal.once('SIGINT', () => {
    process.exitCode = 130
    terminal.close()
  })
  try {
    const answer = await terminal.question(`${question} Type ${word} to go on: `)
    if (answer.trim() !== word) throw new Error('nothing was changed')
  } finally {
    terminal.close()
  }
}
