import { isSet, numberOf, textOf, withRpx } from '../element'
import { phone } from '../phone'
import { define, emit, newsOf, part, shadowOf } from './define'

/** `<page-meta>` and `<navigation-bar>`: the page's JSON, set by its data. */
define('page-meta', (host) => {
  const page = () => host.closest<HTMLElement>('wx-page')
  return {
    changed() {
      const element = page()
      if (!element) return
      element.style.cssText = withRpx(textOf(host, 'page-style'))
      const background = textOf(host, 'root-background-color')
      if (background) element.style.background = background
      const fontSize = textOf(host, 'page-font-size')
      if (/\d/.test(fontSize)) element.style.fontSize = withRpx(fontSize)
      const scrollTop = textOf(host, 'scroll-top')
      if (scrollTop) element.scrollTo?.({ top: numberOf(host, 'scroll-top', 0) })
    },
    connected() {
      page()?.addEventListener('scroll', () =>
        emit(host, 'scroll', { scrollTop: page()?.scrollTop ?? 0 })
      )
    }
  }
})

define('navigation-bar', (host) => ({
  changed() {
    const looks = { title: 'title', front: 'front-color', background: 'background-color' }
    const set = Object.entries(looks).filter(([, name]) => textOf(host, name))
    phone().decorate(Object.fromEntries(set.map(([look, name]) => [look, textOf(host, name)])))
  }
}))

const CONTAINER = `<style>
  :host { display: none }
  :host(.on) { display: block; position: fixed; inset: 0; z-index: var(--z) }
  .overlay { position: absolute; inset: 0; background: rgb(0 0 0 / 50%) }
  .box { position: absolute; inset: auto 0 0; max-height: 100%; overflow: auto; background: Canvas }
  .top { inset: 0 0 auto } .right { inset: 0 0 0 auto } .center { inset: 50% auto auto 50%;
    translate: -50% -50% }
  .round { border-radius: 16px 16px 0 0 }
</style><div class="overlay"></div><div class="box"><slot></slot></div>`

define('page-container', (host) => {
  const shadow = shadowOf(host, CONTAINER)
  const [overlay, box] = [part(shadow, '.overlay'), part(shadow, '.box')]
  const isNew = newsOf(host)
  let isShown = false
  const show = (isWanted: boolean) => {
    isShown = isWanted
    host.classList.toggle('on', isShown)
    const way = isShown ? 'enter' : 'leave'
    for (const type of [`before${way}`, way, `after${way}`]) emit(host, type)
  }
  overlay.addEventListener('click', () => {
    emit(host, 'clickoverlay')
    if (isSet(host, 'close-on-slide-down', true)) show(false)
  })
  return {
    changed() {
      overlay.hidden = !isSet(host, 'overlay', true)
      overlay.style.cssText = withRpx(textOf(host, 'overlay-style'))
      const round = isSet(host, 'round') ? 'round' : ''
      box.className = `box ${textOf(host, 'position', 'bottom')} ${round}`
      box.style.cssText = withRpx(textOf(host, 'custom-style'))
      host.style.setProperty('--z', textOf(host, 'z-index', '100'))
      if (isNew('show') && isSet(host, 'show') !== isShown) show(!isShown)
    }
  }
})
