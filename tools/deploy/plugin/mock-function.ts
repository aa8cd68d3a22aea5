import { readArchive } from '../../common/archive'
import { type ServerlessService } from '../../serverless-yml'

/** The name of the mock function, and of its bundle in the archive. */
export const MOCK = 'mock'

/**
 * Adds the function that runs the gateway's mocks. serverless.yml does not list it, because it is
 * deployed only where a route of the stage is mocked. It gets none of the service's settings (some
 * are secrets), no role and no private network. It has exactly one instance, because scenarios (who
 * has logged in) live in an instance's memory.
 */
export function addMockFunction({ provider, functions }: ServerlessService): void {
  const { variables = {} } = provider.environment ?? {}
  functions[MOCK] = {
    handler: `${MOCK}.main_handler`,
    type: 'web',
    instanceConcurrency: 100,
    reservedInstances: 1,
    description: "Answers from the contract's examples; one instance, which remembers its logins",
    // an empty variable is not deployed
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
