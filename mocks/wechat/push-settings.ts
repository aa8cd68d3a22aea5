import { createHash } from 'node:crypto'

/** A mini-program's settings of the message push, as in WeChat's console. */
interface PushSettings {
  token: string
  aesKey: string
  /** The token while messages are plain. */
  plainToken: string
}

/** The settings that this stand-in has for a mini-program: the same at each start. */
export function pushSettingsOf(appId: string): PushSettings {
  const letters = (purpose: string) =>
    createHash('sha512').update(`${purpose} ${appId}`).digest('base64').replace(/\W/g, '')
  return {
    token: letters('token').slice(0, 24),
    plainToken: letters('plain token').slice(0, 24),
    // the last of 43 digits holds four bits
    aesKey: `${letters('key').slice(0, 42)}A`
  }
}
