import { type Pages } from '../pages'
import { api } from './api'

interface Target {
  url: string
  /** Listeners for what the opened page emits. */
  events?: Record<string, (...values: unknown[]) => void>
}

/** Moves from page to page. */
export function createNavigation(pages: Pages) {
  return {
    navigateTo: api('navigateTo', ({ url, events }: Target) => ({
      eventChannel: pages.push(url, events)
    })),
    redirectTo: api('redirectTo', ({ url }: Target) => pages.replace(url)),
    reLaunch: api('reLaunch', ({ url }: Target) => pages.restart(url)),
    switchTab: api('switchTab', ({ url }: Target) => pages.switchTab(url)),
    navigateBack: api('navigateBack', ({ delta = 1 }: { delta?: number }) => pages.back(delta))
  }
}
