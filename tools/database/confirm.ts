import { createInterface } from 'node:readline/promises'

interface Terminal {
  input: NodeJS.ReadableStream & { isTTY?: boolean }
  output: NodeJS.WritableStream
}

/** Asks a person until the answer is yes or no; Ctrl-C and Ctrl-D are a no. Throws where nobody can be asked. */
export async function confirm(
  question: string,
  { input, output }: Terminal = { input: process.stdin, output: process.stdout }
): Promise<boolean> {
  if (!input.isTTY) throw new Error('add --yes where no one can be asked')
  const lines = createInterface({ input, output })
  const ended = new AbortController()
  lines.once('close', () => ended.abort())
  try {
    for (let asked = question; ; asked = 'Write yes or no: ') {
      const answer = await lines.question(asked, ended).catch(() => undefined)
      if (answer === undefined) {
        output.write('\n')
        return false
      }
      const word = answer.trim().toLowerCase()
      if (word === 'yes') return true
      if (['no', 'n', ''].includes(word)) return false
    }
  } finally {
    lines.close()
  }
}
