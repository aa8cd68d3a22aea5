import { existsSync, readFileSync } from 'node:fs'
import ts from 'typescript'

/** The object in `serve({ ... })` of a function's index.ts; what is commented out is not part of it. */
export function findServed(text: string): ts.ObjectLiteralExpression | undefined {
  const source = ts.createSourceFile('index.ts', text, ts.ScriptTarget.Latest, true)
  let found: ts.ObjectLiteralExpression | undefined
  const see = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'serve') {
      const [operations] = node.arguments
      if (operations && ts.isObjectLiteralExpression(operations)) found ??= operations
    }
    ts.forEachChild(node, see)
  }
  see(source)
  return found
}

/** The operations that a function's index.ts serves; none where there is no such file. */
export function listServed(file: string): Set<string> {
  const served = existsSync(file) ? findServed(readFileSync(file, 'utf8')) : undefined
  const names = served?.properties.map(({ name }) => name?.getText().replace(/^['"]|['"]$/g, ''))
  return new Set(names?.filter((name) => name !== undefined))
}
