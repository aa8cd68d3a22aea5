import { getFunction } from '../../cloud/functions'
import { fail, ok, warn, type Check } from '../check'
import type { Subject } from '../subject'

/** Functions reach the database through a VPC, and WeChat through the public network. */
export const network: Check = {
  name: 'network',
  outside: true,
  async run(subject) {
    const { service, stage } = subject
    const { vpcConfig, publicNetwork, fixedIp } = service.provider
    const { vpcId, subnetId } = vpcConfig ?? {}
    if (Boolean(vpcId) !== Boolean(subnetId))
      return fail('one of VPC_ID and SUBNET_ID is missing', 'SCF takes both or none', 'set both')
    if (publicNetwork === false && !vpcId)
      return fail(
        'publicNetwork is false, and there is no VPC',
        'functions could not reach WeChat',
        'set it to true in deploy/serverless.yml'
      )
    const cut = await withoutWay(subject)
    if (cut.length)
      return warn(
        `${cut.join(', ')} deployed without public network`,
        'only a NAT gateway of the VPC leads to WeChat',
        `npm run deploy -- --stage ${stage} puts it right, or see that there is one`
      )
    if (publicNetwork === false)
      return warn(
        'publicNetwork is false',
        'WeChat is reached only where the VPC has a NAT gateway',
        'see that it has one'
      )
    const where = vpcId ? 'database through the VPC' : 'no VPC: the database needs a public address'
    const from = fixedIp ? 'from one fixed address' : 'from changing addresses (fixedIp: false)'
    return ok(`WeChat through the public network ${from}, ${where}`)
  }
}

async function withoutWay({ cloud, service, stage }: Subject): Promise<string[]> {
  const names = Object.keys(service.functions).map((name) => `${service.service}-${stage}-${name}`)
  const found = await Promise.all(names.map((name) => getFunction(cloud(), name)))
  return found.flatMap((one) =>
    one?.PublicNetConfig?.PublicNetStatus === 'DISABLE' ? [one.FunctionName] : []
  )
}
