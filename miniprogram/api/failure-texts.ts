import { type Schemas } from './contract'
import { type FailureCode, type OwnCode } from './failure'

export interface FailureText {
  title: string
  advice: string
}

const REPORT_TO_US = '请稍后再试；如果问题持续出现，请将请求编号反馈给我们。'

/** What a user reads about a failure, by its code. */
export const FAILURE_TEXTS: Record<Schemas['ErrorCode'] | OwnCode, FailureText> = {
  INVALID_REQUEST: { title: '请求有误', advice: '请将小程序更新到最新版本后再试。' },
  CODE_INVALID: { title: '登录凭证无效', advice: '凭证可能已过期，请重新登录。' },
  CODE_USED: { title: '登录凭证已被使用', advice: '请重新登录。' },
  UNAUTHENTICATED: { title: '登录已失效', advice: '请重新登录。' },
  SIGNATURE_INVALID: { title: '签名无效', advice: REPORT_TO_US },
  USER_BLOCKED: {
    title: '该账号已被微信限制登录',
    advice: '请在微信中查看账号状态，解除限制后再登录。'
  },
  NOT_FOUND: { title: '内容不存在', advice: '内容可能已被删除，请刷新后查看。' },
  FILE_NOT_YOURS: { title: '该文件不属于你', advice: '请重新选择并上传。' },
  FILE_UNKNOWN: { title: '上传已失效', advice: '请重新选择并上传。' },
  FILE_MISSING: { title: '文件尚未上传', advice: '请重新选择并上传。' },
  FILE_EMPTY: { title: '文件为空', advice: '请换一个文件。' },
  FILE_TOO_LARGE: { title: '文件过大', advice: '请换一个较小的文件。' },
  FILE_TYPE_REFUSED: { title: '不支持该文件格式', advice: '请选择 JPG、PNG 或 WebP 图片。' },
  STORAGE_UNAVAILABLE: { title: '文件存储暂时不可用', advice: '请稍后再试。' },
  SESSION_KEY_STALE: { title: '微信会话已失效', advice: '请退出登录后重新登录，再试一次。' },
  PHONE_CODE_INVALID: { title: '手机号授权已失效', advice: '请再次点击按钮，重新授权手机号。' },
  CONTENT_RISKY: { title: '含有不合适的内容', advice: '请换一个再保存。' },
  OPEN_DATA_INVALID: { title: '微信数据校验失败', advice: '请重新登录后再试。' },
  METHOD_NOT_ALLOWED: { title: '服务不支持该操作', advice: '请将小程序更新到最新版本后再试。' },
  PAYLOAD_TOO_LARGE: { title: '提交的内容过大', advice: '请精简内容后再试。' },
  UNSUPPORTED_MEDIA_TYPE: {
    title: '提交的数据格式有误',
    advice: '请将小程序更新到最新版本后再试。'
  },
  RATE_LIMITED: { title: '操作过于频繁', advice: '请稍后再试。' },
  SERVER_ERROR: { title: '服务出错了', advice: REPORT_TO_US },
  SERVER_MISCONFIGURED: { title: '服务尚未配置完成', advice: REPORT_TO_US },
  WECHAT_BAD_ANSWER: { title: '微信返回的数据异常', advice: '请稍后再试。' },
  SETTINGS_UNAVAILABLE: { title: '服务尚未就绪', advice: '请稍后再试。' },
  DATABASE_UNAVAILABLE: { title: '服务暂时不可用', advice: '请稍后再试。' },
  LOGIN_NOT_RECORDED: { title: '登录未能保存', advice: '请稍后重新登录。' },
  PHONE_NOT_RECORDED: { title: '手机号未能保存', advice: '请稍后再次点击按钮，重新授权手机号。' },
  KEY_NOT_RECORDED: { title: '微信会话未能更新', advice: '请退出登录后重新登录，再试一次。' },
  OUTCOME_UNKNOWN: { title: '保存结果未知', advice: '请稍后刷新查看，确认结果后再试。' },
  WECHAT_UNAVAILABLE: { title: '微信服务繁忙', advice: '请稍后再试。' },
  WECHAT_TIMEOUT: { title: '微信响应超时', advice: '请再试一次。' },
  PAY_UNAVAILABLE: { title: '微信支付暂时不可用', advice: '请稍后再试。' },
  NETWORK: { title: '网络不可用', advice: '请检查网络连接后再试。' },
  TIMEOUT: { title: '请求超时', advice: '网络可能较慢，请稍后再试。' },
  INTERRUPTED: { title: '请求已中断', advice: '小程序进入后台后，微信会中断请求；请再试一次。' },
  NOT_CONTRACT: {
    title: '收到无法识别的响应',
    advice: '如果当前 Wi-Fi 需要网页认证，请先完成认证。'
  },
  REFUSED: { title: '服务未能完成请求', advice: REPORT_TO_US },
  UPLOAD_LOST: { title: '上传未完成', advice: '请检查网络连接后再试。' },
  UPLOAD_CANCELLED: { title: '上传已取消', advice: '可以重新保存。' },
  UPLOAD_REFUSED: { title: '上传未被接受', advice: '请换一张图片，或稍后再试。' },
  DOMAIN_REFUSED: {
    title: '微信不允许访问该地址',
    advice: '开发时可勾选“不校验合法域名”；发布前请将域名加入 request 合法域名。'
  },
  NO_GATEWAY_ADDRESS: {
    title: '尚未填写服务地址',
    advice: '请在 config.ts 中填写该版本的网关地址。'
  },
  WX_LOGIN_FAILED: { title: '未能获取微信登录凭证', advice: '请检查网络后重新登录。' },
  WX_LOGIN_TIMEOUT: { title: '微信登录超时', advice: '请检查网络后重新登录。' },
  LOGGED_OUT: { title: '尚未登录', advice: '请先登录。' },
  PHONE_NOT_GIVEN: {
    title: '未能获取手机号',
    advice: '请再试一次；个人主体的小程序无法获取手机号。'
  },
  PRIVACY_REFUSED: {
    title: '尚未同意隐私保护指引',
    advice: '同意后才能使用该功能，请再试一次。'
  },
  UNEXPECTED: { title: '小程序出错了', advice: '请关闭小程序后重新打开。' }
}

/** A code that belongs to some pages alone has its text there. */
export function failureText(code: FailureCode): FailureText {
  const texts: Partial<Record<FailureCode, FailureText>> = FAILURE_TEXTS
  return texts[code] ?? FAILURE_TEXTS.REFUSED
}
