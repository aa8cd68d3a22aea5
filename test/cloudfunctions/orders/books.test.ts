import { keepBooks } from './keep-books'

/**
 * The whole run: ORDERS=1000 SEED=7 npx jest --selectProjects functions --testPathPatterns orders/books
 */
const ORDERS = Number(process.env.ORDERS ?? 80)
const SEED = Number(process.env.SEED ?? 1)

it('pays every order exactly once at both sides, whatever fails, and stock and money add up', async () => {
  const { differences, states, faults } = await keepBooks(ORDERS, SEED)
  console.log(`${ORDERS} orders, seed ${SEED}: ${JSON.stringify({ states, faults })}`)
  expect(differences).toEqual([])
  for (const state of ['paid', 'closed', 'refunded', 'mismatch'])
    expect(states).toHaveProperty(state)
}, 600_000)
