import { type Deadline } from '../core/deadline'
import { http } from '../http-client/http'
import { part } from '../parts/part'
import { wechatApiSettings } from '../settings/sections'
import { accessTokens } from './access-tokens'
import { wechatFailure } from './wechat-answers'
import { failAsWechat, readAnswer, type WechatAnswer } from './wechat-http'

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
/** How a JPEG and a PNG begin. */
const PICTURE = /^(ffd8ff|89504e47)/
const DEFAULT_WIDTH = 430
const MOST_BYTES = 1024 * 1024

export const miniProgramCodes = part({
  settings: wechatApiSettings,
  needs: { http, accessTokens },
  make: ({ http, accessTokens }, { url: apiUrl }): MiniProgramCodes => ({
    async image(appId, { scene, page, width = DEFAULT_WIDTH }, deadline) {
      if (!SCENE.test(scene)) throw new Error('scene: 1 to 32 of the characters that WeChat allows')
      let image: Buffer | undefined
      const ask = async (access_token: string): Promise<WechatAnswer> => {
        const call = {
          url: new URL(PATH, apiUrl).href,
          query: { access_token },
          json: { scene, page, width },
          maxBytes: MOST_BYTES,
          idempotent: true
        }
        const answer = await http(call, deadline)
        // an error has status 200, too
        if (answer.status !== 200 || !PICTURE.test(answer.bytes.toString('hex', 0, 4)))
          return readAnswer(answer)
        image = answer.bytes
        return {}
      }
      const answer = await accessTokens.withToken(appId, deadline, (token) =>
        failAsWechat(() => ask(token))
      )
      if (!image) throw wechatFailure(answer)
      return image
    }
  })
})
