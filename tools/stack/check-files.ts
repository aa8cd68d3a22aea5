import { loadContract, loadEnvironments, loadGenerated } from '../contract'
import { type Project } from '../project'
import { readFunctions } from '../serverless-yml'

/**
 * Rejects with what is wrong with the contract, the environments, serverless.yml or the name of the
 * function to debug, before anything is started.
 */
export async function checkFiles(project: Project, inspect?: string): Promise<void> {
  const generated = loadGenerated(project.generatedDir)
  const { operations } = await loadContract(project.contractFile, generated)
  const operationIds = operations.map(({ operationId }) => operationId)
  await loadEnvironments(project.environmentsFile, operationIds, generated)
  const functions = readFunctions(project.serverlessFile, {
    distDir: project.distDir,
    environment: {}
  })
  const names = functions.map(({ name }) => name)
  if (inspect !== undefined && !names.includes(inspect))
    throw new Error(`--inspect: there is no function "${inspect}": ${names.join(', ')}`)
}
