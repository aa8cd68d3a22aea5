import { type FailureCode } from './failure'

export interface FailureText {
  title: string
  advice: string
}

const ourSide = '请稍后再试；如果一直这样，请把请求编号告诉我们。'

/** What a user reads for each code. */
export const failureTexts: Record<FailureCode, FailureText> = {
  INVALID_REQUEST: { title: '请求没有被接受', advice: '请更新到最新版本的小程序再试。' },
  CODE_INVALID: { title: '微信没有认出这次登录', advice: '登录凭证可能已过期，请再登录一次。' },
  CODE_USED: { title: '登录凭证已经用过', advice: '请再登录一次。' },
  UNAUTHENTICATED: { title: '登录已失效', advice: '请重新登录。' },
  USER_BLOCKED: {
    title: '微信限制了这个账号登录',
    advice: '请在微信中查看账号状态，解除限制后再登录。'
  },
  NOT_FOUND: { title: '没有找到要操作的内容', advice: '内容可能已被删除，请刷新后再看。' },
  SESSION_KEY_STALE: { title: '微信会话已更换', advice: '请退出后重新登录，再试一次。' },
  PHONE_CODE_INVALID: { title: '手机号凭证已失效', advice: '请再点一次按钮，重新授权手机号。' },
  OPEN_DATA_INVALID: { title: '微信加密数据无法使用', advice: '请重新登录后再试。' },
  METHOD_NOT_ALLOWED: { title: '服务不支持这个操作', advice: '请更新到最新版本的小程序再试。' },
  PAYLOAD_TOO_LARGE: { title: '提交的内容太大', advice: '请减少内容后再试。' },
  UNSUPPORTED_MEDIA_TYPE: { title: '提交的格式不对', advice: '请更新到最新版本的小程序再试。' },
  RATE_LIMITED: { title: '操作太频繁', advice: '请稍后再试。' },
  SERVER_ERROR: { title: '服务出错了', advice: ourSide },
  SERVER_MISCONFIGURED: { title: '服务还没有配置好', advice: ourSide },
  WECHAT_BAD_ANSWER: { title: '微信的响应无法识别', advice: '请稍后再试一次。' },
  SETTINGS_UNAVAILABLE: { title: '服务还没有准备好', advice: '请稍等片刻再试。' },
  DATABASE_UNAVAILABLE: { title: '服务暂时不可用', advice: '请稍等片刻再试。' },
  LOGIN_NOT_RECORDED: { title: '登录没有保存成功', advice: '请稍等片刻，再登录一次。' },
  WECHAT_UNAVAILABLE: { title: '微信暂时繁忙', advice: '请稍等片刻，再试一次。' },
  WECHAT_TIMEOUT: { title: '微信响应超时', advice: '请再试一次。' },
  NETWORK: { title: '网络不可用', advice: '请检查手机网络后再试。' },
  TIMEOUT: { title: '请求超时', advice: '网络可能较慢，请稍后再试。' },
  INTERRUPTED: { title: '请求被中断', advice: '小程序切到后台后，请求会被微信中断；请再试一次。' },
  NOT_CONTRACT: {
    title: '收到了无法识别的响应',
    advice: '如果连着需要网页认证的无线网，请先完成认证。'
  },
  DOMAIN_REFUSED: {
    title: '微信不允许访问这个地址',
    advice: '开发时请关闭合法域名校验；发布前请把域名加入 request 合法域名。'
  },
  NO_GATEWAY_ADDRESS: {
    title: '还没有填写服务地址',
    advice: '请在 config.ts 里填写这个版本的网关地址。'
  },
  WX_LOGIN_FAILED: { title: '没有取得微信登录凭证', advice: '请检查网络，再登录一次。' },
  WX_LOGIN_TIMEOUT: { title: '微信登录超时', advice: '请检查网络，再登录一次。' },
  LOGGED_OUT: { title: '还没有登录', advice: '请先登录。' },
  PHONE_NOT_GIVEN: {
    title: '微信没有给出手机号',
    advice: '请再试一次；个人主体的小程序不能取得手机号。'
  },
  PRIVACY_REFUSED: {
    title: '还没有同意隐私保护指引',
    advice: '同意后才能使用这项功能，可以再点一次。'
  },
  UNEXPECTED: { title: '小程序出错了', advice: '请关闭小程序后重新打开。' }
}
