import { type Pages } from '../pages'
import { api } from './api'

interface Target {
  url: string
}

/** Moves from page to page. */
export function createNavigation(pages: Pages) {
  return {
    navigateTo: api('navigateTo', ({ url }: Target) => pages.push(url)),
    redirectTo: api('redirectTo', ({ url }: Target) => pages.replace(url)),
    reLaunch: api('reLaunch', ({ url }: Target) => pages.restart(url)),
    switchTab: api('switchTab', ({ url }: Target) => pages.switchTab(url)),
    navigateBack: api('navigateBack', ({ delta = 1 }: { delta?: number }) => pages.back(delta))
  }
}
