import { type PayFault } from '../../../mocks/pay'
import { type Caller } from '../caller'
import { openShop, type Shop, TEA } from '../shop/open-shop'

type Count = Record<string, number>

interface Books {
  /** What does not add up, one line each. */
  differences: string[]
  states: Count
  faults: Count
}

const STOCK = 5000
const BUYERS = 20
const AT_ONCE = 8
const FAULTS: PayFault[] = [
  ...([
    'rateLimited',
    'systemErrorBefore',
    'systemError',
    'hang',
    'forged',
    'stale',
    'reset'
  ] as const)
]
const STATEMENTS = [
  ...[/INSERT INTO orders/, /UPDATE products SET stock/, /INSERT INTO events/],
  ...[/UPDATE orders SET/, /UPDATE orders JOIN/, /COMMIT/, /SELECT/]
]

/** The same numbers for the same seed (mulberry32). */
function randomBy(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Sells this many times while everything fails now and then, and compares both sides in the end. */
export async function keepBooks(orders: number, seed: number): Promise<Books> {
  const random = randomBy(seed)
  const shop = await openShop({}, { LOGINS_PER_ADDRESS: '0' })
  try {
    await shop.stack.database.query('UPDATE products SET stock = ? WHERE id = ?', [STOCK, TEA])
    const buyers = await Promise.all(
      Array.from({ length: BUYERS }, (_, i) => shop.logIn(`buyer${i}`))
    )
    const faults: Count = {}
    // decided in advance, so that what fails does not depend on what is faster
    const plans = Array.from({ length: orders }, (_, i) => planOf(random, buyers[i % BUYERS]!, i))
    for (let i = 0; i < plans.length; i += AT_ONCE)
      await Promise.all(plans.slice(i, i + AT_ONCE).map((plan) => sell(shop, plan, faults)))
    await settleAll(shop)
    return { ...(await compare(shop)), faults }
  } finally {
    await shop.close()
  }
}

interface Plan {
  buyer: Caller
  key: string
  quantity: number
  payFaults: PayFault[]
  statement?: { how: 'cutAt' | 'loseAnswerTo'; pattern: RegExp }
  /** Sent twice at once. */
  isDoubled: boolean
  then: 'pay' | 'payUnheard' | 'payWrongly' | 'leave' | 'cancel' | 'refund' | 'payAndCancel'
  copies: number
  spoiled?: 'signature' | 'probe' | 'serial' | 'body'
}

function planOf(random: () => number, buyer: Caller, index: number): Plan {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const isRare = (share: number) => random() < share
  return {
    buyer,
    key: `order-number-${index}`,
    quantity: 1 + Math.floor(random() * 3),
    payFaults: isRare(0.3) ? [pick(FAULTS), ...(isRare(0.3) ? [pick(FAULTS)] : [])] : [],
    ...(isRare(0.25) && {
      statement: { how: pick(['cutAt', 'loseAnswerTo'] as const), pattern: pick(STATEMENTS) }
    }),
    isDoubled: isRare(0.3),
    then: pick([
      ...(['pay', 'pay', 'pay', 'payUnheard', 'payUnheard', 'leave', 'cancel'] as const),
      ...(['refund', 'refund', 'payAndCancel', 'payWrongly'] as const)
    ]),
    copies: pick([1, 1, 2, 3]),
    ...(isRare(0.3) && { spoiled: pick(['signature', 'probe', 'serial', 'body'] as const) })
  }
}

async function sell(shop: Shop, plan: Plan, faults: Count): Promise<void> {
  const { buyer, key, quantity, statement } = plan
  const note = (name: string) => (faults[name] = (faults[name] ?? 0) + 1)
  for (const fault of plan.payFaults) {
    shop.pay.fail(/./, fault)
    note(fault)
  }
  if (statement) {
    shop.stack.proxy[statement.how](statement.pattern)
    note(statement.how)
  }
  const place = () => shop.order(buyer, { productId: TEA, quantity }, key)
  let answers = await Promise.all(plan.isDoubled ? [place(), place()] : [place()])
  // a buyer who gets no answer taps again, with the same key
  for (let i = 0; i < 6 && !answers.some(({ status }) => status === 201); i++) {
    note(String(answers[0]?.body.code))
    answers = [await place()]
  }
  const placed = answers.find(({ status }) => status === 201)?.body
  if (!placed?.payment) return void note('notPlaced')
  await goOn(shop, plan, placed.order.no)
}

async function goOn(shop: Shop, { buyer, then, copies, spoiled }: Plan, no: string): Promise<void> {
  const { pay } = shop
  const ask = (what: string) => buyer.call('POST', `/shop/orders/${no}/${what}`)
  if (then === 'leave') return
  if (then === 'cancel') return void (await ask('cancellation'))
  const fen = then === 'payWrongly' ? 1 : undefined
  pay.copies(copies)
  pay.pay(no, { notify: then !== 'payUnheard' && then !== 'payAndCancel', fen })
  pay.copies(1)
  if (spoiled) await pay.notify(no, { how: spoiled })
  if (then === 'payAndCancel') await ask('cancellation')
  if (then === 'refund') {
    await pay.delivered()
    await Promise.all([ask('refund'), ask('refund')])
  }
}

/** Lets time pass: what is unpaid expires, and all that was left for later is worked. */
async function settleAll(shop: Shop): Promise<void> {
  shop.pay.heal()
  await shop.pay.delivered()
  const unpaid = await shop.stack.database.query<{ no: string }>(
    "SELECT no FROM orders WHERE state = 'unpaid'"
  )
  for (const { no } of unpaid) await shop.expire(no)
  for (let i = 0; i < 10; i++) {
    await shop.work()
    await shop.pay.delivered()
    const [row] = await shop.stack.database.query<{ count: number }>(
      "SELECT COUNT(*) AS count FROM orders WHERE state IN ('unpaid', 'refunding')"
    )
    if (Number(row?.count) === 0) return
  }
}

interface Row {
  no: string
  state: string
  quantity: number
  total_fen: number
  holds_stock: number
  transaction_id: string | null
}

/** Both sides of every order, the stock, and the money. */
async function compare(shop: Shop): Promise<Pick<Books, 'differences' | 'states'>> {
  const rows = await shop.stack.database.query<Row>('SELECT * FROM orders')
  const differences: string[] = []
  const states: Count = {}
  let ours = 0
  for (const row of rows) {
    const { no, state, total_fen: total } = row
    states[state] = (states[state] ?? 0) + 1
    const theirs = shop.pay.ledger.orders.get(no)
    const paid = theirs?.paidFen ?? 0
    const kept = paid - shop.pay.ledger.refundedFen(no)
    const expected = state === 'paid' ? total : state === 'mismatch' ? 1 : 0
    if (kept !== expected) differences.push(`${no} ${state}: they keep ${kept}, not ${expected}`)
    if (paid && row.transaction_id !== theirs?.transactionId)
      differences.push(`${no} ${state}: another transaction`)
    if (!paid && !['closed'].includes(state)) differences.push(`${no} ${state}: never paid`)
    if (row.holds_stock !== (['paid', 'mismatch'].includes(state) ? 1 : 0))
      differences.push(`${no} ${state}: holds_stock ${row.holds_stock}`)
    ours += row.holds_stock * row.quantity
  }
  const unknown = [...shop.pay.ledger.orders.keys()].filter(
    (no) => !rows.some((row) => row.no === no)
  )
  for (const no of unknown) differences.push(`${no}: known to them alone`)
  const stock = await shop.stockOf(TEA)
  if (stock + ours !== STOCK) differences.push(`stock: ${stock} + ${ours}, not ${STOCK}`)
  const events = await shop.stack.database.query<{ state: string }>(
    "SELECT state FROM events WHERE state = 'parked' AND kind <> 'order-paid'"
  )
  if (events.length) differences.push(`${events.length} events are parked`)
  return { differences, states }
}
