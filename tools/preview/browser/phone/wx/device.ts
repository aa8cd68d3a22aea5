import { type SettingsStore } from '../../settings'
import { apis, both, event, listeners } from './api'

/** Real phones by width. */
const MODELS = { 320: 'iPhone SE', 375: 'iPhone 13 mini', 430: 'iPhone 15 Plus' }

/** As in phone.css. */
const STATUS_BAR_PX = 24
const HOME_BAR_PX = 20

/** What a mini-program may know about the phone and itself. */
export function createDevice(
  settings: SettingsStore,
  query: { path: string; query: object },
  resized: (size: object) => void
) {
  const theme = event<{ theme: string }>()
  const resize = event<{ size: object }>()
  const network = event<{ isConnected: boolean; networkType: string }>()
  const networkType = () => (settings.read().network === 'offline' ? 'none' : 'wifi')
  const baseInfo = () => {
    const { theme: now, fontScale } = settings.read()
    const sizes = { fontSizeSetting: 17 * fontScale, fontSizeScaleFactor: fontScale }
    return { SDKVersion: '3.8.12', version: '8.0.60', language: 'zh_CN', theme: now, ...sizes }
  }
  const windowInfo = () => {
    const { clientWidth, clientHeight } = document.querySelector('.phone-pages')!
    return {
      pixelRatio: devicePixelRatio,
      screenWidth: innerWidth,
      screenHeight: innerHeight,
      windowWidth: clientWidth,
      windowHeight: clientHeight,
      statusBarHeight: STATUS_BAR_PX,
      screenTop: innerHeight - clientHeight,
      safeArea: {
        left: 0,
        top: STATUS_BAR_PX,
        right: innerWidth,
        bottom: innerHeight - HOME_BAR_PX,
        width: innerWidth,
        height: innerHeight - STATUS_BAR_PX - HOME_BAR_PX
      }
    }
  }
  const deviceInfo = () => ({
    brand: 'iPhone',
    model: MODELS[settings.read().widthPx],
    system: 'iOS 18.0',
    platform: 'devtools'
  })
  const systemInfo = () => ({ ...windowInfo(), ...baseInfo(), ...deviceInfo() })
  let brightness = 0.5
  const launch = () => ({ ...query, scene: 1001, referrerInfo: {} })

  window.addEventListener('resize', () => {
    const { windowWidth, windowHeight } = windowInfo()
    const change = { size: { windowWidth, windowHeight } }
    resized(change)
    resize.emit(change)
  })
  settings.onChange((now, before) => {
    if (now.theme !== before.theme) theme.emit({ theme: now.theme })
    if (now.network !== before.network)
      network.emit({ isConnected: now.network !== 'offline', networkType: networkType() })
  })

  return {
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' }
    }),
    getWindowInfo: windowInfo,
    getAppBaseInfo: baseInfo,
    getDeviceInfo: deviceInfo,
    ...both('getSystemInfo', [], systemInfo),
    ...apis({
      getSystemInfoAsync: systemInfo,
      getNetworkType: () => ({ networkType: networkType() }),
      getScreenBrightness: () => ({ value: brightness }),
      setScreenBrightness({ value }) {
        brightness = value
      }
    }),
    getAppAuthorizeSetting: () => ({
      locationAuthorized: 'authorized',
      albumAuthorized: 'authorized'
    }),
    getSkylineInfoSync: () => ({ isSupported: false }),
    getMenuButtonBoundingClientRect: () =>
      document.querySelector('.phone-capsule')!.getBoundingClientRect().toJSON() as object,
    getSystemSetting: () => ({ wifiEnabled: true, deviceOrientation: 'portrait' }),
    getLaunchOptionsSync: launch,
    getEnterOptionsSync: launch,
    ...listeners({
      NetworkStatusChange: network,
      ThemeChange: theme,
      WindowResize: resize,
      // never sent here
      KeyboardHeightChange: event(),
      MemoryWarning: event(),
      MenuButtonBoundingClientRectWeightChange: event(),
      UserCaptureScreen: event()
    }),
    ...both('getBatteryInfo', [], () => ({ level: 100, isCharging: true })),
    nextTick: (run: () => void) => void setTimeout(run)
  }
}
