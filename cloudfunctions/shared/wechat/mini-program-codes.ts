import { type Deadline } from '../core/deadline'
import { Failure } from '../core/failure'
import { http, HttpFailure } from '../http-client/http'
import { part } from '../parts/part'
import { wechatApiSettings } from '../settings/sections'
import { accessTokens } from './access-tokens'
import { wechatFailure } from './wechat-answers'

export interface CodeOptions {
  /** At most 32 of the characters that WeChat allows: the page finds it in `query.scene`. */
  scene: string
  /** A released page, without a leading slash. */
  page: string
  /** In pixels, from 280 to 1280. */
  width?: number
}

interface MiniProgramCodes {
  /**
   * A round code that opens a page: a PNG or JPEG. Keep it: the same options give the same code.
   * Throws Failure.
   * @see
   * https://developers.weixin.qq.com/miniprogram/dev/server/API/qrcode-link/qr-code/api_getunlimitedqrcode.html
   */
  image(appId: string, options: CodeOptions, deadline: Deadline): Promise<Buffer>
}

const PATH = '/wxa/getwxacodeunlimit'
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/
const DEFAULT_WIDTH = 430
const MOST_BYTES = 1024 * 1024

export const miniProgramCodes = part({
  settings: wechatApiSettings,
  needs: { http, accessTokens },
  make: ({ http, accessTokens }, { url: apiUrl }): MiniProgramCodes => ({
    async image(appId, { scene, page, width = DEFAULT_WIDTH }, deadline) {
      if (!SCENE.test(scene)) throw new Error('scene: 1 to 32 of the characters that WeChat allows')
      let image: Buffer | undefined
      const answer = await accessTokens.withToken(appId, deadline, async (access_token) => {
        const call = {
          url: new URL(PATH, apiUrl).href,
          query: { access_token },
          json: { scene, page, width },
          maxBytes: MOST_BYTES,
          idempotent: true
        }
        const { bytes, json } = await http(call, deadline).catch((error: unknown) => {
          if (!(error instanceof HttpFailure)) throw error
          throw new Failure('WECHAT_UNAVAILABLE', { detail: { reason: error.message } })
        })
        // an error has status 200, too: only its first byte tells it from a picture
        if (bytes[0] === '{'.charCodeAt(0)) return json() as Record<string, unknown>
        image = bytes
        return {}
      })
      if (!image?.length) throw wechatFailure(answer)
      return image
    }
  })
})
