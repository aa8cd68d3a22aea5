export { checkProject, type ProjectFindings } from './check-project'
export { openWechatPackages } from './wechat-packages'
