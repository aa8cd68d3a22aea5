/** Without it a first request from WeChat DevTools to an address like ours is refused by DevTools itself. */
export const DOMAIN_HINT =
  '"url not in domain list"? Details > Local settings > do not check domains (详情 > 本地设置 > 不校验合法域名)'
