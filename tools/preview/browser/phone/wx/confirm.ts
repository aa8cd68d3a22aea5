import { ask } from '../sheet'

interface YesNo extends Omit<Parameters<typeof ask>[0], 'choices'> {
  yes: string
  no?: string
}

/** Asks in a sheet with two buttons: 0 is no, 1 is yes, -1 is neither. */
export function askYesNo({ yes, no = '取消', ...question }: YesNo) {
  return ask({ ...question, choices: [{ label: no }, { label: yes, kind: 'main' }] })
}

/** Resolves to the text that the user may have edited; fails as WeChat does unless the answer is yes. */
export async function confirm(question: YesNo): Promise<string> {
  const { chosen, input } = await askYesNo(question)
  if (chosen !== 1) throw new Error('fail cancel')
  return input
}
