import { type AppInstance } from '../app'
import { guard } from '../trouble'
import { event, listeners } from './api'

export type AppEvents = ReturnType<typeof createAppEvents>

/** The app's life cycle: calls the functions of `App({...})` and the listeners of `wx.on...`. */
export function createAppEvents(app: () => AppInstance) {
  const [show, hide, error] = [event<object>(), event<object>(), event<string>()]
  let launch: object = {}

  const shown = () => {
    guard(() => app().onShow?.(launch))
    show.emit(launch)
  }
  return {
    launched(options: object) {
      launch = options
      guard(() => app().onLaunch?.(options))
      shown()
    },
    shown,
    hidden() {
      guard(() => app().onHide?.())
      hide.emit({})
    },
    themeChanged: (theme: string) => guard(() => app().onThemeChange?.({ theme })),
    failed(message: string) {
      app().onError?.(message)
      error.emit(message)
    },
    apis: listeners({
      AppShow: show,
      AppHide: hide,
      Error: error,
      UnhandledRejection: event(),
      PageNotFound: event()
    })
  }
}
