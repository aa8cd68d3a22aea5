// GENERATED from cloudfunctions/*/events.ts by `npm run contract`: do not edit.
import { type EventHandler } from '../../cloudfunctions/shared/events/handler'

export const eventHandlers: EventHandler[] = []
