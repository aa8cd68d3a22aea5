/**
 * Does one thing for all that comes in a turn of the event loop, at the turn's end. Answers that are
 * sent right after each other wake their reader once; sent one by one, each wakes it anew, which
 * costs more than to make the answer.
 */
export function atEndOfTurn<Item>(act: (item: Item) => void): (item: Item) => void {
  let waiting: Item[] = []

  function actOnAll(): void {
    const items = waiting
    waiting = []
    for (const item of items) act(item)
  }

  return (item) => {
    if (!waiting.length) setImmediate(actOnAll)
    waiting.push(item)
  }
}
