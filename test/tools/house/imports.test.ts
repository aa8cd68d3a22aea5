import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { preProcessFile } from 'typescript'
import { project } from '../../support/project'

const ROOMS = /^(cloudfunctions|tools|mocks|miniprogram|bench)\//

/** The files of the product with names like this. */
function listProduct(name: RegExp): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: project.root,
    encoding: 'utf8'
  }).split('\n')
  return listed.filter(
    (file) => ROOMS.test(file) && name.test(file) && existsSync(path.join(project.root, file))
  )
}

/** Every file with the files that it imports: values, types and `import()` alike. */
function readImports(): Map<string, string[]> {
  return new Map(listProduct(/\.ts$/).map((file) => [file, importsOf(file)]))
}

function importsOf(file: string): string[] {
  const { importedFiles } = preProcessFile(readFileSync(path.join(project.root, file), 'utf8'))
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => path.posix.join(path.posix.dirname(file), fileName))
    .flatMap((name) => [`${name}.ts`, `${name}/index.ts`, name])
    .filter((name) => name.endsWith('.ts') && existsSync(path.join(project.root, name)))
}

/** The first circle that is found, from a file back to itself. */
function findCircle(imports: Map<string, string[]>): string[] | undefined {
  const done = new Set<string>()
  const visit = (file: string, trail: string[]): string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const imported of imports.get(file) ?? []) {
      const circle = visit(imported, [...trail, file])
      if (circle) return circle
    }
    done.add(file)
    return undefined
  }
  for (const file of imports.keys()) {
    const circle = visit(file, [])
    if (circle) return circle
  }
  return undefined
}

it('keeps imports free of circles, types included', () => {
  const imports = readImports()
  expect(imports.size).toBeGreaterThan(100)
  expect(findCircle(imports)).toBeUndefined()
})

it('finds a circle where there is one', () => {
  const circle = new Map([
    ['a.ts', ['b.ts']],
    ['b.ts', ['c.ts']],
    ['c.ts', ['b.ts']]
  ])
  expect(findCircle(circle)).toEqual(['b.ts', 'c.ts', 'b.ts'])
})

it('keeps every file of the product within 150 lines', () => {
  const tooLong = listProduct(/\.(ts|css|wxss|wxml)$/).filter((file) => {
    const lines = readFileSync(path.join(project.root, file), 'utf8').split('\n').length - 1
    return lines > 150 && !file.endsWith('/contract.ts')
  })
  expect(tooLong).toEqual([])
})
