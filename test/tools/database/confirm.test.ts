import { PassThrough } from 'node:stream'
import { confirm } from '../../../tools/database/confirm'

/** What a person at a terminal writes, each line after it was asked for. */
async function answer(...lines: string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true })
  const output = new PassThrough()
  let shown = ''
  output.on('data', (chunk: Buffer) => {
    shown += chunk.toString()
    const line = lines.shift()
    if (line !== undefined) input.write(line)
    else input.end()
  })
  const isSure = await confirm('Remove all? (yes/no) ', { input, output })
  return { isSure, shown }
}

it.each([
  [['yes\n'], true],
  [['YES \n'], true],
  [['no\n'], false],
  [['\n'], false],
  [['y\n', 'yes\n'], true],
  [['what?\n', 'ye\n', 'no\n'], false]
])('takes %j for %s', async (lines, isSure) => {
  expect((await answer(...lines)).isSure).toBe(isSure)
})

it('asks again until the answer is yes or no', async () => {
  const { shown } = await answer('y\n', 'yes\n')
  expect(shown).toBe('Remove all? (yes/no) Write yes or no: ')
})

it('takes the end of the input for a no', async () => {
  expect(await answer()).toMatchObject({ isSure: false })
})

it('refuses to go ahead without --yes where there is no terminal', async () => {
  const terminal = { input: new PassThrough(), output: new PassThrough() }
  await expect(confirm('Sure? ', terminal)).rejects.toThrow('add --yes')
})
