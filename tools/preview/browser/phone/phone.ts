import { type WxElement } from './element'

/** What built-in elements and APIs need from the phone around them. */
export interface PhoneServices {
  /** Resolves to the nickname that the keyboard offers, if the user consents and picks it. */
  offerNickname(): Promise<string | undefined>
  /** Resolves to the temporary file of the picture that the user picks, if any. */
  chooseAvatar(): Promise<string | undefined>
  askPhoneNumber(api: string): Promise<{ errMsg: string; code?: string }>
  agreeToPrivacy(buttonId: string): void
  /** `<button open-type="share">`: asks the page what it shares, and shows it. */
  share(button: WxElement): void
  openSetting(): Promise<object>
  /** What WeChat gives instead of the user's own name and picture. */
  anonymousUser(): object
  /** The address of an image: in the package, a temporary file, or on the network. */
  readImage(source: string, page: string): string
  navigate(openType: string, option: NavigateOption): void
  /** Changes the title bar of the visible page. */
  decorate(look: BarLook): void
  /** Reports on the panel that the preview does not support this. */
  reportUnsupported(what: string): void
}

/** What a page may change about its title bar. */
export interface BarLook {
  title?: string
  front?: string
  background?: string
}

export interface NavigateOption {
  url: string
  delta: number
  success?(): void
  fail?(failure: object): void
  complete?(): void
}

let current: PhoneServices | undefined

/** For custom elements, which the browser creates without arguments. */
export function phone(): PhoneServices {
  if (!current) throw new Error('the phone has not started yet')
  return current
}

export function switchOn(services: PhoneServices): void {
  current = services
}
