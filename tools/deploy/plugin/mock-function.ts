import { readArchive } from '../archive/read-archive'
import type { FunctionEntry, Service } from './serverless'

/** The mock's name among the functions, and its bundle's in the archive. */
export const MOCK = 'mock'

/**
 * The function that runs the gateway's mocks. It stands in no file, because it is deployed only
 * where a route of the stage is mocked. It gets no setting of the service, no secret above all, no
 * role, and no private network. Scenarios (who has logged in) live in an instance's memory, so there
 * is one, and never a second.
 */
export function mockFunction({ provider }: Pick<Service, 'provider'>): FunctionEntry {
  const { variables = {} } = provider.environment ?? {}
  return {
    handler: `${MOCK}.main_handler`,
    type: 'web',
    instanceConcurrency: 100,
    reservedInstances: 1,
    description: "Answers from the contract's examples; one instance, which remembers its logins",
    // an empty setting is one that is left out
    environment: {
      variables: Object.fromEntries(Object.keys(variables).map((name) => [name, '']))
    },
    vpcConfig: {},
    role: '',
    events: [{ http: { name: `${MOCK}-url`, parameters: { authType: 'NONE' } } }]
  }
}

export async function isInArchive(archive: Buffer): Promise<boolean> {
  return (await readArchive(archive)).has(`${MOCK}.js`)
}
