import { type ServerlessService } from '../../serverless-yml'

/** The parts of the Serverless Framework 3 that the plugin uses. */
export interface Serverless {
  service: ServerlessService
  /** The folder of serverless.yml: deploy/ */
  serviceDir: string
  cli: { log: (message: unknown) => void }
  classes: { Error: new (message: string, code?: string) => Error }
  getProvider: (name: 'tencent') => { getRegion: () => string; getStage: () => string }
}
