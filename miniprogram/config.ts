import { AppFailure } from './api/failure'
import { readOwnGatewayUrl } from './own-gateway-url'

export type EnvVersion = 'develop' | 'trial' | 'release'

/**
 * Where the gateway is, for each kind of build. An empty one is a setting to fill in before that kind is published:
 * an https address whose domain is on the mini-program's request list. Write it as the list has it, port included.
 */
export const gatewayUrls: Record<EnvVersion, string> = {
  develop: 'http://127.0.0.1:3000',
  trial: '',
  release: ''
}

/** The kind of build that runs: in DevTools, of a tester, or of everybody. */
export function envVersion(): EnvVersion {
  return wx.getAccountInfoSync().miniProgram.envVersion
}

/**
 * The gateway's address, without a slash at its end; in a develop build the one that was set on the phone, if any.
 * Fails with NO_GATEWAY_ADDRESS where none is filled in.
 */
export function gatewayUrl(): string {
  const environment = envVersion()
  const own = environment === 'develop' ? readOwnGatewayUrl() : ''
  const url = own || gatewayUrls[environment]
  if (url) return url.replace(/\/+$/, '')
  throw new AppFailure('NO_GATEWAY_ADDRESS', {
    message: `miniprogram/config.ts has no gateway address for "${environment}"`
  })
}
