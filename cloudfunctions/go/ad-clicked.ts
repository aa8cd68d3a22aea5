import { eventKind } from '../shared/events/kind'

/** Somebody clicked an ad; `at` in ISO 8601. */
export const adClicked = eventKind<{ ad: string; at: string }>('ad-clicked')
