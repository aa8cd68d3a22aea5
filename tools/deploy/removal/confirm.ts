import { createInterface } from 'node:readline/promises'

/**
 * Asks at the terminal to type `word`. Throws an Error for any other answer, when there is no
 * terminal, and when `signal` is aborted.
 */
export async function confirm(question: string, word: string, signal?: AbortSignal): Promise<void> {
  if (!process.stdin.isTTY) throw new Error('there is no terminal to ask at: add --yes')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  // after Ctrl-C the question is never answered, and nothing keeps the process alive
  terminal.once('SIGINT', () => {
    process.exitCode = 130
    terminal.close()
  })
  try {
    const asked = `${question} Type ${word} to continue: `
    const answer = await (signal ? terminal.question(asked, { signal }) : terminal.question(asked))
    if (answer.trim() !== word) throw new Error('nothing was changed')
  } finally {
    terminal.close()
  }
}
