// GENERATED from gateway-config/openapi.yaml by `npm run contract`: do not edit.
module.exports = {
  ...require('./request-validators/login.js'),
  ...require('./request-validators/session.js'),
  ...require('./request-validators/user.js'),
  ...require('./request-validators/wechat.js'),
  ...require('./request-validators/go.js'),
  ...require('./request-validators/shop.js'),
  ...require('./request-validators/pay.js')
}
