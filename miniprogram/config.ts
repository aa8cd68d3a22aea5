import { AppFailure } from './api/failure'
import { readOwnGatewayUrl } from './own-gateway-url'

export type EnvVersion = 'develop' | 'trial' | 'release'

/**
 * The gateway's address for each kind of build. Fill in an empty one before you publish that kind:
 * an https address whose domain is on the mini-program's list of request domains, written as in
 * that list, with the port if it has one.
 */
export const GATEWAY_URLS: Record<EnvVersion, string> = {
  develop: 'http://127.0.0.1:3000',
  trial: '',
  release: ''
}

/** The kind of build that is running: in DevTools, for testers, or for everybody. */
export function envVersion(): EnvVersion {
  return wx.getAccountInfoSync().miniProgram.envVersion
}

/**
 * The gateway's address, without a slash at its end; in a develop build the one that was set on the
 * phone, if any. Fails with NO_GATEWAY_ADDRESS where none is filled in.
 */
export function gatewayUrl(): string {
  const environment = envVersion()
  const own = environment === 'develop' ? readOwnGatewayUrl() : ''
  const url = own || GATEWAY_URLS[environment]
  if (url) return url.replace(/\/+$/, '')
  throw new AppFailure('NO_GATEWAY_ADDRESS', {
    message: `miniprogram/config.ts has no gateway address for "${environment}"`
  })
}
