import { getFunction } from '../../cloud/functions'
import { prefixOf } from '../../settings/open-stage'
import { type Check, fail, ok, warn } from '../check'
import { type Subject } from '../subject'

/** Functions reach the database through a VPC, and WeChat through the public network. */
export const network: Check = {
  name: 'network',
  needsNetwork: true,
  async run(subject) {
    const { service, stage } = subject
    const { vpcConfig, publicNetwork, fixedIp } = service.provider
    const { vpcId, subnetId } = vpcConfig ?? {}
    if (Boolean(vpcId) !== Boolean(subnetId))
      return fail('VPC_ID or SUBNET_ID is missing', 'SCF needs both or neither', 'set both')
    if (publicNetwork === false && !vpcId)
      return fail(
        'publicNetwork is false, and there is no VPC',
        'functions could not reach WeChat',
        'set it to true in deploy/serverless.yml'
      )
    const deployed = await withoutPublicNetwork(subject)
    if (deployed.length)
      return warn(
        `${deployed.join(', ')} deployed without public network`,
        'WeChat is reachable only through a NAT gateway of the VPC',
        `npm run deploy -- --stage ${stage} corrects it, or make sure that there is a gateway`
      )
    if (publicNetwork === false)
      return warn(
        'publicNetwork is false',
        'WeChat is reachable only through a NAT gateway of the VPC',
        'make sure that it has one'
      )
    const where = vpcId ? 'database through the VPC' : 'no VPC: the database needs a public address'
    const from = fixedIp ? 'from one fixed address' : 'from changing addresses (fixedIp: false)'
    return ok(`WeChat through the public network ${from}, ${where}`)
  }
}

async function withoutPublicNetwork({ cloud, service, stage }: Subject): Promise<string[]> {
  const prefix = prefixOf({ service: service.service, stage })
  const names = Object.keys(service.functions).map((name) => prefix + name)
  const found = await Promise.all(names.map((name) => getFunction(cloud(), name)))
  return found.flatMap((one) =>
    one?.PublicNetConfig?.PublicNetStatus === 'DISABLE' ? [one.FunctionName] : []
  )
}
