import { type Deadline, withinDeadline } from '../core/deadline'
import { type Link } from './link'
import { openLink } from './open-link'

export interface Connections {
  /**
   * A connection for one piece of work, to be given back by `release`, or else closed. Waits for one
   * within the deadline.
   * @param isNew only a connection that was never used will do
   */
  take(isNew: boolean, deadline: Deadline): Promise<Link>
  release(link: Link): void
  end(): Promise<void>
}

/** No connection was free before the deadline: all were at work, none was at fault. */
export class NoFreeConnection extends Error {
  override message = 'no connection was free in time'
}

interface Waiter {
  isNew: boolean
  accept(offer: Offer): void
}

/** A connection that was in use before, or the right to open one. */
type Offer = Link | 'open'

/** After this long a connection is replaced: it may have been closed while we were frozen. */
const STALE_MS = 20_000

/**
 * At most `limit` connections, as the server counts them: one that is being opened, or that works on
 * a statement nobody waits for any more, counts too. Those who wait are served in order.
 */
export function createConnections(url: string, limit: number): Connections {
  const idle: Link[] = []
  const open = new Set<Link>()
  /** Taken and not given back yet, although the server may have answered late meanwhile. */
  const taken = new Set<Link>()
  const waiting: Waiter[] = []
  let slots = 0
  let ended: (() => void) | undefined

  function freeSlot(): void {
    slots--
    if (ended && slots === 0) ended()
    serveWaiting()
  }

  function offer(isNew: boolean): Offer | undefined {
    // the wall clock, because it advances while the instance is frozen
    const isFresh = (link: Link) => link.isUsable && Date.now() - link.answeredAt <= STALE_MS
    for (const link of idle.filter((each) => !isFresh(each))) close(link)
    const link = isNew ? undefined : idle.pop()
    if (link) taken.add(link)
    if (link) return link
    if (slots < limit) {
      slots++
      return 'open'
    }
    // its slot is free once it has closed
    if (isNew && idle[0]) close(idle[0])
    return undefined
  }

  function serveWaiting(): void {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const offered = offer(next.isNew)
      if (!offered) return
      waiting.shift()
      next.accept(offered)
    }
  }

  function wait(isNew: boolean, deadline: Deadline): Promise<Offer> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        isNew,
        accept(offered) {
          clearTimeout(timer)
          resolve(offered)
        }
      }
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(waiter), 1)
        reject(new NoFreeConnection())
      }, deadline.atMost(Infinity))
      waiting.push(waiter)
      serveWaiting()
    })
  }

  function close(link: Link): void {
    forget(link)
    link.close()
  }

  function forget(link: Link): void {
    if (idle.includes(link)) idle.splice(idle.indexOf(link), 1)
  }

  async function openOne(): Promise<Link> {
    const onClose = (link: Link) => {
      open.delete(link)
      taken.delete(link)
      forget(link)
      freeSlot()
    }
    const link = await openLink(url, onClose, offerAgain)
    open.add(link)
    return link
  }

  /** One that is taken, or waits for a late answer, is offered once neither is so. */
  function offerAgain(link: Link): void {
    if (ended) return link.close()
    if (!open.has(link) || !link.isUsable || taken.has(link) || idle.includes(link)) return
    // other instances wait for it, and a frozen one could not give it back
    if (link.isScarce) return link.close()
    idle.push(link)
    serveWaiting()
  }

  return {
    async take(isNew, deadline) {
      const free = waiting.length ? undefined : offer(isNew)
      const offered = free ?? (await wait(isNew, deadline))
      if (offered !== 'open') return offered
      const opening = openOne()
      const link = await withinDeadline(opening, deadline)
      // it was late for us, but not for others
      if (!link) opening.then(offerAgain, () => undefined)
      if (!link) throw Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' })
      taken.add(link)
      return link
    },
    release(link) {
      taken.delete(link)
      offerAgain(link)
    },
    end() {
      return new Promise((resolve) => {
        ended = resolve
        for (const link of open) link.close()
        if (slots === 0) resolve()
      })
    }
  }
}
