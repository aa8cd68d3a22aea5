import { existsSync } from 'node:fs'
import path from 'node:path'
import { loadContract, loadGenerated } from '../contract'
import { findRoute } from '../contract/door/find-route'
import { notWritten } from '../contract/door/handler-file'
import { type Project } from '../project'
import { type FunctionAnswer, type PlatformRequest, type Scf } from '../scf'

const HOW = 'npm run contract -- --write writes what is missing'

/**
 * Answers 501 for an operation that is described but not written, where its function has no bundle
 * or no entry in serverless.yml yet; a function with a bundle does so itself. Logs each such answer
 * once.
 */
export function refuseUnwritten(
  scf: Scf,
  { project, log }: { project: Project; log(line: string): void }
): Pick<Scf, 'request'> {
  const logged = new Set<string>()
  const logOnce = (message: string) => {
    if (!logged.has(message)) log(`contract  ${message} (${HOW})`)
    logged.add(message)
  }
  return {
    async request(name, request) {
      const isThere = scf.has(name) && existsSync(path.join(project.distDir, `${name}.js`))
      const missing = isThere ? undefined : await findMissing({ scf, project }, name, request)
      const answer = missing ? refusal(request, missing) : await scf.request(name, request)
      const message = answer.status === 501 && messageOf(answer)
      if (message) logOnce(message)
      return answer
    }
  }
}

/** What the function lacks before it can answer. */
async function findMissing(
  { scf, project }: { scf: Scf; project: Project },
  name: string,
  { method, path: asked }: PlatformRequest
) {
  const generated = loadGenerated(project.generatedDir)
  const { operations } = await loadContract(project.contractFile, generated)
  const operation = findRoute(operations, method, asked)?.route
  if (!operation) return { code: 'NOT_FOUND', message: 'There is nothing at this address' }
  const isBuilt = existsSync(path.join(project.functionsDir, name, 'index.ts'))
  if (!isBuilt) return notWritten(operation, path.basename(project.functionsDir))
  const file = path.relative(project.root, project.serverlessFile).replaceAll('\\', '/')
  const why = scf.has(name) ? 'its function is not built yet' : `${file} has no function ${name}`
  const message = `${operation.operationId} cannot be called: ${why}`
  return { code: 'NOT_IMPLEMENTED', message }
}

function refusal(
  { requestId }: PlatformRequest,
  { code, message }: { code: string; message: string }
): FunctionAnswer {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
  const body = JSON.stringify({ code, message, requestId })
  return { status: code === 'NOT_FOUND' ? 404 : 501, headers, body, instance: '', cold: false }
}

/** undefined for a 501 of the function's own in another form. */
function messageOf({ body }: FunctionAnswer): string | undefined {
  try {
    return (JSON.parse(body) as { message?: string } | null)?.message
  } catch {
    return undefined
  }
}
