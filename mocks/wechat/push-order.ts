/** How one of WeChat's messages is pushed. */
export interface PushOrder {
  /** The message's Event, such as user_info_modified. */
  event: string
  /** Whose event it is; alice by default. */
  user?: string
  /** Other fields of the message. */
  more?: Record<string, unknown>
  appId?: string
  mode?: 'secure' | 'plain'
  format?: 'json' | 'xml'
  /** Sent this many times more, also if it was taken. */
  duplicates?: number
  fault?: PushFault
}

/** What somebody who is not WeChat, or whose settings are old, may send. */
export const PUSH_FAULTS = ['wrongSignature', 'otherApp', 'oldKey', 'oldToken', 'stale'] as const
export type PushFault = (typeof PUSH_FAULTS)[number]

export interface PushResult {
  /** Taken: 200 with `success` or nothing, within five seconds. */
  isTaken: boolean
  /** Statuses, one for each attempt; 0 where there was no answer in time. */
  statuses: number[]
}
