import type { GatewayRoute, ReadyAnswer } from './table'

/**
 * Picks the example that answers a call: the one that `Prefer: code=401, example=usedCode` (RFC
 * 7240) names, else the contract's first success. A preference that the contract does not have
 * gives undefined.
 */
export function chooseAnswer(route: GatewayRoute, prefer = ''): ReadyAnswer | undefined {
  const code = /\bcode="?(\d{3})\b/.exec(prefer)?.[1]
  const example = /\bexample="?([\w-]+)/.exec(prefer)?.[1]
  if (!code && !example) return route.byDefault
  return route.answers.find(
    (answer) =>
      (!code || answer.status === Number(code)) && (!example || answer.example === example)
  )
}
