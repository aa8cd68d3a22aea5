import { judge, judgements } from '../../bench/support/limits'

const FINE = { databaseConnections: 50, leftOut: 0, doubled: 0, serverErrors: 0 }

beforeEach(() => jest.spyOn(console, 'log').mockImplementation())
afterEach(() => jest.restoreAllMocks())

/** Judges what is measured, run by run; returns the exit code and how often it measured. */
async function judgeRuns(...runs: object[]): Promise<[code: number, times: number]> {
  let times = 0
  const measure = () => Promise.resolve({ ...FINE, ...runs[times++] })
  return [await judge('burst', measure, { check: true }), times]
}

it('measures up to three times while a figure is beyond its limit', async () => {
  const busy = { databaseConnections: 1000 }
  expect(await judgeRuns(busy, {})).toEqual([0, 2])
  expect(await judgeRuns(busy, busy, busy, {})).toEqual([1, 3])
})

it('does not measure again what was counted wrong', async () => {
  expect(await judgeRuns({}, { doubled: 1 })).toEqual([0, 1])
  expect(await judgeRuns({ databaseConnections: 1000 }, { doubled: 1 }, {})).toEqual([1, 2])
})

it('keeps each figure with its limit for the summary', async () => {
  await judgeRuns({ leftOut: 2 })
  const last = judgements.slice(-4).find(({ figure }) => figure === 'leftOut')
  expect(last).toMatchObject({ bench: 'burst', value: 2, limit: 0, isExceeded: true })
})
