import { startDeadline } from '../../../cloudfunctions/shared/core/deadline'
import { codeToSession } from '../../../cloudfunctions/shared/wechat/code-to-session'
import { wechatFailure } from '../../../cloudfunctions/shared/wechat/wechat-answers'
import { wechatApps } from '../../../cloudfunctions/shared/wechat/wechat-apps'

const APP = 'wx1111111111111111'

it.each([
  [40029, 'CODE_INVALID'],
  ['40029', 'CODE_INVALID'],
  [-1, 'WECHAT_UNAVAILABLE'],
  [40163, 'CODE_USED'],
  [99999, 'WECHAT_BAD_ANSWER']
])(
  'refuses a login that WeChat answers with errcode %s, even with an openid and a key',
  async (errcode, code) => {
    const answer = {
      openid: 'o6_bmjrPTlm6_2sgVt7hMZOPfL2M',
      session_key: 'HyVFkGl5F5OQWJZZaNzBBg==',
      errcode
    }
    const find = codeToSession.make(
      {
        askWechat: async () => answer,
        wechatApps: wechatApps.make({}, [{ appId: APP, secrets: ['a'.repeat(32)] }])
      },
      undefined
    )
    const found = find(APP, 'code', startDeadline(5000))
    await expect(found).rejects.toMatchObject({ code })
  }
)

it.each([89501, 89503, 89506, 89507])(
  'calls errcode %i a wrong setting, and says what the administrator has to do',
  (errcode) => {
    expect(wechatFailure({ errcode })).toMatchObject({
      code: 'SERVER_MISCONFIGURED',
      detail: { hint: expect.stringContaining('administrator') as string }
    })
  }
)
