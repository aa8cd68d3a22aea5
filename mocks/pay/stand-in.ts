import { type PayStandIn, startPay } from '.'

/** What `npm start` needs of a stand-in: how functions reach it, and how it ends. */
interface PayWorld {
  name: 'pay'
  url: string
  /** Settings of the functions that point to it. */
  settings: Record<string, string>
  pay: PayStandIn
  /** Where the preview's payment sheet sends what the buyer decides. */
  phone: { pay: string }
  /** Tells it where its notifications go. */
  reach(gatewayUrl: string): void
  stop(): Promise<void>
}

/** Ten times as fast as WeChat Pay: the second delivery after 1.5 seconds. */
const SQUEEZE = 10

/** Starts WeChat Pay's stand-in; not when PAY_API_URL names another server. */
export async function startStandIn(
  settings: Record<string, string | undefined>
): Promise<PayWorld | undefined> {
  if (settings.PAY_API_URL) return undefined
  const pay = await startPay({ squeeze: SQUEEZE })
  const { url, reach, settings: own } = pay
  const phone = { pay: `${url}/_buyer/pay` }
  return { name: 'pay', url, settings: own, pay, phone, reach, stop: () => pay.stop() }
}
