import { byId } from './dom.js'

const tabs = [...byId('tabs').children]

/** Shows the section that the address names, or else the first one. */
export function followAddress() {
  const chosen = tabs.find(({ hash }) => hash === location.hash) ?? tabs[0]
  for (const tab of tabs) {
    document.querySelector(tab.hash).classList.toggle('elsewhere', tab !== chosen)
    if (tab === chosen) tab.setAttribute('aria-current', 'true')
    else tab.removeAttribute('aria-current')
  }
  scrollTo(0, 0)
}
