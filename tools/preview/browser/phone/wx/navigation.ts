import { type Pages } from '../pages'
import { apis } from './api'

type Events = Parameters<Pages['push']>[1]

/** Moves from page to page. */
export function createNavigation(pages: Pages) {
  return apis({
    navigateTo: ({ url, events }) => ({ eventChannel: pages.push(url, events as Events) }),
    redirectTo: ({ url }) => pages.replace(url),
    reLaunch: ({ url }) => pages.restart(url),
    switchTab: ({ url }) => pages.switchTab(url),
    navigateBack: ({ delta = 1 }) => pages.back(delta)
  })
}
