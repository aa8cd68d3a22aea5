/** What built-in elements and APIs ask of the phone that they are in. */
export interface Phone {
  /** The nickname that the keyboard offers, once the user has agreed and picked it. */
  offerNickname(): Promise<string | undefined>
  /** The temporary file of the picture that the user has picked. */
  chooseAvatar(): Promise<string | undefined>
  askPhoneNumber(api: string): Promise<{ errMsg: string; code?: string }>
  agreeToPrivacy(buttonId: string): void
  /** The address of an image: of the package, of a temporary file, or of the network. */
  readImage(source: string, page: string): string
  navigate(openType: string, option: { url: string; delta: number }): void
  /** Says on the panel that the preview cannot do this. */
  lack(what: string): void
}

let current: Phone | undefined

/** Elements are made by the browser, which hands them nothing: so they ask here. */
export function phone(): Phone {
  if (!current) throw new Error('the phone is not on yet')
  return current
}

export function switchOn(made: Phone): void {
  current = made
}
