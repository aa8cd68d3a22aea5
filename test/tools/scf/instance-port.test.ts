import { claimInstancePort } from '../../../tools/scf/instance-port'

/** Two ports and no more. */
const RANGE = { first: 33_100, last: 33_102 }

it('a port that was given is given to nobody else until it is given back, used or not', () => {
  const one = claimInstancePort(RANGE)
  const other = claimInstancePort(RANGE)
  expect([one.port, other.port].sort()).toEqual([33_100, 33_101])
  expect(() => claimInstancePort(RANGE)).toThrow('no free port from 33100 to 33101')
  one.release()
  const again = claimInstancePort(RANGE)
  expect(again.port).toBe(one.port)
  again.release()
  other.release()
})
