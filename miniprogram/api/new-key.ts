/** For an `Idempotency-Key`: one for each thing that a user means to do once. */
export function newKey(): string {
  const random = () => Math.random().toString(36).slice(2, 12)
  return `${Date.now().toString(36)}-${random()}-${random()}`
}
