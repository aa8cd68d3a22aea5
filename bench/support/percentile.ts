/** The value that a `share` (0 to 1) of all values do not exceed. */
export function percentile(all: number[], share: number): number {
  const sorted = [...all].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}
