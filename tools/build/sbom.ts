/** A package-lock.json, as far as it is read here. */
export interface PackageLock {
  packages: Record<string, LockedPackage | undefined>
}

interface LockedPackage {
  name?: string
  version?: string
  integrity?: string
  license?: string
  dev?: boolean
  dependencies?: Record<string, string>
}

interface Component {
  type: 'library'
  'bom-ref': string
  name: string
  version: string
  scope: 'required' | 'excluded'
  purl: string
  hashes?: { alg: string; content: string }[]
  licenses?: { expression: string }[]
}

const ALGORITHMS: Record<string, string> = { sha512: 'SHA-512', sha1: 'SHA-1' }
const MODULES = 'node_modules/'

/**
 * The list of what is installed for the functions, in CycloneDX 1.6; `required` is what their bundles
 * contain, `excluded` what is installed and not deployed. The same lock file gives the same text.
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function makeSbom(
  { packages }: PackageLock,
  own: { name: string; version: string },
  deployed: ReadonlySet<string>
): object {
  const installed = Object.entries(packages).filter(([path, one]) => path && !one?.dev)
  const dependencies = Object.entries(packages).flatMap(([path, one]) =>
    one && !(path && one.dev) ? [dependenciesOf(path, one, packages, own)] : []
  )
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': refOf(own),
        name: own.name,
        version: own.version
      }
    },
    components: installed.map(([path, one = {}]) => toComponent(path, one, deployed)),
    dependencies
  }
}

function toComponent(path: string, one: LockedPackage, deployed: ReadonlySet<string>): Component {
  const { version = '', integrity, license } = one
  const name = one.name ?? nameOf(path)
  const [algorithm = '', base64 = ''] = integrity?.split('-') ?? []
  const alg = ALGORITHMS[algorithm]
  const content = Buffer.from(base64, 'base64').toString('hex')
  return {
    type: 'library',
    'bom-ref': refOf({ name, version }),
    name,
    version,
    scope: deployed.has(name) ? 'required' : 'excluded',
    purl: refOf({ name, version }),
    ...(alg && { hashes: [{ alg, content }] }),
    ...(license && { licenses: [{ expression: license }] })
  }
}

function dependenciesOf(
  path: string,
  one: LockedPackage,
  packages: PackageLock['packages'],
  own: { name: string; version: string }
): { ref: string; dependsOn: string[] } {
  const names = Object.keys(one.dependencies ?? {})
  const found = names.flatMap((name) => {
    const where = findPackage(path, name, packages)
    const version = where === undefined ? undefined : packages[where]?.version
    return version === undefined ? [] : [refOf({ name, version })]
  })
  const ref = refOf(path ? { name: one.name ?? nameOf(path), version: one.version ?? '' } : own)
  return { ref, dependsOn: [...new Set(found)].sort() }
}

/** Where Node would find it: beside the package that asks, or in a folder above. */
function findPackage(
  from: string,
  name: string,
  packages: PackageLock['packages']
): string | undefined {
  for (
    let folder = from;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf(MODULES) - 1))
  ) {
    const path = `${folder ? `${folder}/` : ''}${MODULES}${name}`
    if (packages[path]) return path
    if (!folder) return undefined
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(MODULES) + MODULES.length)
}

/** @see https://github.com/package-url/purl-spec */
function refOf({ name, version }: { name: string; version: string }): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`
}
