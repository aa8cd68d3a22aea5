/**
 * What a person edits may be broken for a while: calls `read`, and tells what it throws once, however
 * often the same is saved, and then that it is mended.
 */
export function tellOnce(read: () => void, log: (line: string) => void): () => void {
  let lastProblem = ''
  return () => {
    try {
      read()
      if (lastProblem) log('what was wrong is mended: the latest edit is in force')
      lastProblem = ''
    } catch (error) {
      const problem = (error as Error).message
      if (problem !== lastProblem)
        log(`${problem}\nuntil this is mended, what was in force before stays`)
      lastProblem = problem
    }
  }
}
