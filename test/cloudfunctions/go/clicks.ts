import { type Result } from '../../../gateway-config/generated/contract'
import { type TestStack } from '../../support/stack'

export async function placeAd({ database }: TestStack, ad: string, url: string): Promise<void> {
  await database.query('INSERT INTO ads (id, url) VALUES (?, ?)', [ad, url])
}

/** Runs the processor until nothing is due. */
export async function workEvents({ scf }: Pick<TestStack, 'scf'>) {
  const { returned = 'null' } = await scf.invoke('events', { Type: 'Timer' })
  return JSON.parse(returned) as Record<string, number> | null
}

export async function statsOf(stack: Pick<TestStack, 'fetch'>, ad: string) {
  const response = await stack.fetch(`/go/${ad}/stats`)
  return (await response.json()) as Result<'getAdStats'>
}

export async function clicksOf(stack: Pick<TestStack, 'fetch'>, ad: string): Promise<number> {
  return (await statsOf(stack, ad)).total
}
