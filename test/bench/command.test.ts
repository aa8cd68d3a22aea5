import { spawnSync } from 'node:child_process'
import { predict } from '../../bench/scale/predict'
import { project } from '../support/project'

function bench(...args: string[]) {
  const command = ['--import', 'tsx', 'bench/index.ts', ...args]
  return spawnSync(process.execPath, command, { cwd: project.root, encoding: 'utf8' })
}

it('explains an option that a bench does not have, without a stack', () => {
  const { status, stderr } = bench('events', '--rounds', '1')
  expect(status).toBe(1)
  expect(stderr).toMatch(
    /^Unknown option '--rounds'.*\n\nUsage: npm run bench -- events \[--clicks N\]/
  )
  expect(stderr).not.toMatch(/^ +at /m)
})

it('refuses a number that counts nothing before it starts anything', () => {
  const { status, stderr } = bench('login', '--rounds', '0')
  expect([status, stderr]).toEqual([
    1,
    expect.stringContaining('--rounds is a whole number from 1')
  ])
})

it('explains what it measures without a name, and a name that it does not have', () => {
  const { status, stdout } = bench('--help')
  expect([status, stdout]).toEqual([0, expect.stringContaining('  burst ')])
  for (const words of [['burts'], ['--rounds', '3']]) {
    const { status, stderr } = bench(...words)
    expect([status, stderr]).toEqual([1, expect.stringContaining('\n\nUsage: npm run bench -- ')])
    expect(stderr).not.toMatch(/^ +at /m)
  }
})

it('predicts what one call takes when it is alone, and the limit of the CPU when many wait', () => {
  const demand = { elsewhereMs: 90, ownMs: 10 }
  expect(predict(1, demand)).toBeCloseTo(10)
  expect(predict(2, demand)).toBeLessThan(20)
  expect(predict(1000, demand)).toBeCloseTo(100)
})
