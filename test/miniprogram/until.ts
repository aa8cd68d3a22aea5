/** Waits until a condition holds; fails with what it waited for. */
export async function until(
  holds: () => boolean,
  what: () => string,
  timeoutMs = 20_000
): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms for ${what()}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
