/** What everybody may see, and may be half a minute late: an order looks at the stock itself. */
export const CACHED = { 'cache-control': 'public, max-age=30' }
