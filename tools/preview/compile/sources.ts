import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * The files of a mini-program by their path from its root. A package that DevTools has not built yet
 * is seen in its place, `miniprogram_npm/NAME/`: read from node_modules, nothing is copied. Where a
 * file is, is looked up once: for one compilation.
 */
export interface Sources {
  dir: string
  /** Where the file is on this machine; undefined if there is no such file. */
  find(name: string): string | undefined
  read(name: string): string | undefined
}

const IN_PACKAGE = /^miniprogram_npm\/((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/

export function createSources(dir: string): Sources {
  const roots = new Map<string, string | undefined>()
  /** Libraries name the same files over and over. */
  const found = new Map<string, string | undefined>()

  function rootOf(name: string): string | undefined {
    if (!roots.has(name)) roots.set(name, findPackage(dir, name))
    return roots.get(name)
  }

  function find(name: string): string | undefined {
    if (!found.has(name)) found.set(name, look(name))
    return found.get(name)
  }

  function look(name: string): string | undefined {
    const own = path.join(dir, name)
    if (isFile(own)) return own
    const [, packageName, rest = ''] = IN_PACKAGE.exec(name) ?? []
    const root = packageName && rootOf(packageName)
    const file = root && path.join(root, rest)
    return file && isFile(file) ? file : undefined
  }

  return {
    dir,
    find,
    read(name) {
      const file = find(name)
      return file && readFileSync(file, 'utf8')
    }
  }
}

/** What DevTools would build into miniprogram_npm: the folder that package.json names. */
function findPackage(dir: string, name: string): string | undefined {
  for (let at = dir; ; at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name)
    const file = path.join(folder, 'package.json')
    if (existsSync(file)) {
      const { miniprogram = 'miniprogram_dist' } = JSON.parse(readFileSync(file, 'utf8')) as {
        miniprogram?: string
      }
      return existsSync(path.join(folder, miniprogram)) ? path.join(folder, miniprogram) : undefined
    }
    if (at === path.dirname(at)) return undefined
  }
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
}
