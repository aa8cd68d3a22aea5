import { textOf } from '../element'
import { mediaQuery } from '../framework/observe'
import { define } from './define'

const CONDITIONS = 'min-width max-width width min-height max-height height orientation'.split(' ')

/** `<match-media>`: shown on screens of some sizes. */
define('match-media', (host) => {
  let query: MediaQueryList | undefined
  const show = () => (host.style.display = query?.matches ? 'block' : 'none')
  const leave = () => query?.removeEventListener('change', show)
  return {
    changed() {
      leave()
      const given = CONDITIONS.map((name) => [name, textOf(host, name)])
      query = mediaQuery(Object.fromEntries(given.filter(([, value]) => value)) as object)
      query.addEventListener('change', show)
      show()
    },
    disconnected: leave
  }
})
