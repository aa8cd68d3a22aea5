/** Something that runs until it is stopped. */
export interface Stoppable {
  stop(): Promise<void>
}

/**
 * Stops all of them, the one that was started last first. One that cannot be stopped does not keep
 * the others running: its error is thrown once they have ended.
 */
export async function stopAll(started: Stoppable[]): Promise<void> {
  const errors: unknown[] = []
  for (const part of [...started].reverse())
    try {
      await part.stop()
    } catch (error) {
      errors.push(error)
    }
  if (errors.length) throw errors[0]
}
