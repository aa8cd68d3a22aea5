import { renderMeasured } from '../../bench/measured'
import { readLimits } from '../../bench/support/limits'
import { matches, read } from './pages'

it.each(renderMeasured())('$file is what npm run bench -- --write makes of the results', (made) => {
  expect(read(made.file)).toBe(made.text)
})

it.each(['docs/measured.md', 'docs/measured.zh-CN.md'])('%s shows all that has a limit', (page) => {
  const shown = matches(read(page), /<!-- measured: ([\w ]+) -->/g).flatMap((names) =>
    names.split(' ')
  )
  expect(shown).toEqual(expect.arrayContaining(Object.keys(readLimits())))
})
