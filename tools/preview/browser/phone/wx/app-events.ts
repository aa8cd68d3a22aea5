import { type AppInstance } from '../app'
import { guard } from '../trouble'
import { event } from './api'

export interface AppEvents {
  launched(options: object): void
  shown(): void
  hidden(): void
  themeChanged(theme: string): void
  failed(message: string): void
  apis: Record<string, unknown>
}

/** The app's life cycle: calls the functions of `App({...})` and the listeners of `wx.on...`. */
export function createAppEvents(app: () => AppInstance): AppEvents {
  const show = event<object>()
  const hide = event<object>()
  const error = event<string>()
  let launch: object = {}

  const shown = () => {
    guard(() => app().onShow?.(launch))
    show.emit(launch)
  }
  return {
    launched(options) {
      launch = options
      guard(() => app().onLaunch?.(options))
      shown()
    },
    shown,
    hidden() {
      guard(() => app().onHide?.())
      hide.emit({})
    },
    themeChanged: (theme) => guard(() => app().onThemeChange?.({ theme })),
    failed(message) {
      app().onError?.(message)
      error.emit(message)
    },
    apis: {
      onAppShow: show.on,
      offAppShow: show.off,
      onAppHide: hide.on,
      offAppHide: hide.off,
      onError: error.on,
      offError: error.off,
      onUnhandledRejection: () => undefined
    }
  }
}
