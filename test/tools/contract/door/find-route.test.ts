import fc from 'fast-check'
import { describePath, findRoute, methodsOf } from '../../../../tools/contract/door/find-route'
import { encodeQuery, readTarget } from '../../../../tools/contract/door/read-target'
import { checkRequest, type Route } from '../../../../tools/contract/door/request-check'

const get = (path: string): Route => route('GET', path)
const route = (method: Route['method'], path: string): Route => ({
  operationId: `${method} ${path}`,
  method,
  path,
  parameters: [],
  security: [],
  checkBody: () => undefined
})

const request = (method: string, path: string) => ({
  method,
  path,
  rawQuery: '',
  headers: {},
  body: Buffer.alloc(0)
})

/** The path of the route that a GET means, whatever the order of the routes. */
function found(routes: Route[], path: string): (string | undefined)[] {
  return [routes, [...routes].reverse()].map((list) => findRoute(list, 'GET', path)?.route.path)
}

it('finds a fixed path before one with a parameter, in either order', () => {
  const routes = [get('/session/{id}'), get('/session/list')]
  expect(found(routes, '/session/list')).toEqual(['/session/list', '/session/list'])
  expect(found(routes, '/session/other')).toEqual(['/session/{id}', '/session/{id}'])
})

it('lets the leftmost fixed segment decide between two templates that fit', () => {
  const routes = [get('/a/{x}/c'), get('/a/b/{y}')]
  expect(found(routes, '/a/b/c')).toEqual(['/a/b/{y}', '/a/b/{y}'])
  expect(found(routes, '/a/z/c')).toEqual(['/a/{x}/c', '/a/{x}/c'])
})

it('returns the path parameters by name', () => {
  const { params } = findRoute([get('/a/{x}/c/{y}')], 'GET', '/a/1/c/2') ?? {}
  expect(params).toEqual({ x: '1', y: '2' })
})

it('finds nothing for an empty parameter, another length or another method', () => {
  const routes = [get('/a/{x}')]
  for (const path of ['/a/', '/a', '/a/b/c', '/b/x'])
    expect(found(routes, path)).not.toContain('/a/{x}')
  expect(findRoute(routes, 'POST', '/a/x')).toBeUndefined()
})

it('finds the route with a parameter when the fixed path lacks the method', () => {
  const routes = [route('POST', '/session/list'), get('/session/{id}')]
  expect(findRoute(routes, 'GET', '/session/list')?.params).toEqual({ id: 'list' })
})

it('lists each method that a path is served with once', () => {
  const routes = [get('/a/{x}'), route('POST', '/a/list'), get('/a/list')]
  expect(methodsOf(routes, '/a/list')).toEqual(['GET', 'POST'])
  expect(methodsOf(routes, '/b')).toEqual([])
})

it('checks a request against the fixed path, even when a parameter is declared before it', () => {
  const routes = [get('/session/{id}'), get('/session/list')]
  for (const list of [routes, [...routes].reverse()])
    expect(checkRequest(list, request('GET', '/session/list'))).toMatchObject({
      route: { path: '/session/list' },
      input: { path: {} }
    })
})

it('refuses a method with the list of those that are served', () => {
  const routes = [get('/a/{x}'), route('DELETE', '/a/b'), get('/a/b')]
  expect(checkRequest(routes, request('PUT', '/a/b'))).toEqual({
    refusal: { code: 'METHOD_NOT_ALLOWED', headers: { allow: 'GET, DELETE' } }
  })
})

it('finds templates with text beside a parameter', () => {
  const routes = [get('/files/{name}.json'), get('/jobs/{id}:cancel'), get('/v/{a}-{b}/{x-y}')]
  const params = (path: string) => findRoute(routes, 'GET', path)?.params
  expect(params('/files/a.json')).toEqual({ name: 'a' })
  expect(params('/files/a.b.json')).toEqual({ name: 'a.b' })
  expect(params('/files/a')).toBeUndefined()
  expect(params('/files/.json')).toBeUndefined()
  expect(params('/files/axjson')).toBeUndefined()
  expect(params('/jobs/7:cancel')).toEqual({ id: '7' })
  expect(params('/jobs/7%3Acancel')).toEqual({ id: '7' })
  expect(params('/v/1-2/z')).toEqual({ a: '1', b: '2', 'x-y': 'z' })
})

it('gives each of several parameters in a segment as little as it can have, but something', () => {
  const of = (template: string, path: string) => findRoute([get(template)], 'GET', path)?.params
  expect(of('/a/{x}-{y}-{z}', '/a/1-2-3-4')).toEqual({ x: '1', y: '2', z: '3-4' })
  expect(of('/a/{x}-{y}-{z}', '/a/-----')).toEqual({ x: '-', y: '-', z: '-' })
  expect(of('/a/{x}-{y}-{z}', '/a/1-2')).toBeUndefined()
  expect(of('/a/{x}-{y}-{z}', '/a/1--3')).toBeUndefined()
  expect(of('/a/{x}--{y}.tar.gz/{z}', '/a/1---2.tar.gz.tar.gz/3')).toEqual({
    ...{ x: '1', y: '-2.tar.gz', z: '3' }
  })
  expect(of('/a/v{x}%2D{y}', '/a/v1-2')).toBeUndefined()
  expect(of('/a/{x}:{y}@{z}', '/a/1%3a2%40%403')).toEqual({ x: '1', y: '2', z: '%403' })
  expect(of('/{a}{b}{c}', '/1234')).toEqual({ a: '1', b: '2', c: '34' })
})

it('finds what a slower search finds, whatever the template and the path', () => {
  const piece = fc.constantFrom('a', '-', '.', '--', '-a', '')
  const segment = fc.tuple(piece, fc.array(piece, { maxLength: 4 })).map(([start, pieces]) => ({
    template: start + pieces.map((text, i) => `{p${i}}${text}`).join(''),
    pattern: start + pieces.map((text) => `([^/]+?)${text}`).join('')
  }))
  const path = fc.string({ unit: fc.constantFrom('a', '-', '.'), maxLength: 12 })
  fc.assert(
    fc.property(segment, path, ({ template, pattern }, sent) => {
      const source = pattern.replaceAll('.', '\\.')
      const values = new RegExp(`^/${source}$`).exec(`/${sent}`)?.slice(1)
      const found = findRoute([get(`/${template}`)], 'GET', `/${sent}`)
      expect(found && Object.values(found.params)).toEqual(values)
    }),
    { numRuns: 5000 }
  )
})

it('prefers fixed segments, then text beside a parameter, then a parameter alone', () => {
  const routes = [get('/f/{all}'), get('/f/{name}.json'), get('/f/{x}.min.json'), get('/f/a.json')]
  const twice = (path: string) => [path, path]
  expect(found(routes, '/f/a.json')).toEqual(twice('/f/a.json'))
  expect(found(routes, '/f/b.json')).toEqual(twice('/f/{name}.json'))
  expect(found(routes, '/f/b.min.json')).toEqual(twice('/f/{x}.min.json'))
  expect(found(routes, '/f/b')).toEqual(twice('/f/{all}'))
})

it('finds a path however its fixed text is encoded, and keeps values encoded', () => {
  const routes = [get('/shop/红茶/{id}')]
  for (const path of ['/shop/红茶/%2F', '/shop/%E7%BA%A2%e8%8c%b6/%2F', '/%73hop/红茶/%2F'])
    expect(findRoute(routes, 'GET', path)?.params).toEqual({ id: '%2F' })
  expect(found([get('/session')], '/%73ession')).toEqual(['/session', '/session'])
})

it('decodes a path parameter once, and refuses malformed escapes', () => {
  const routes: Route[] = [
    { ...get('/items/{id}'), parameters: [{ name: 'id', in: 'path', shape: 'string' }] }
  ]
  const check = (path: string) => checkRequest(routes, request('GET', path))
  expect(check('/items/%E7%BA%A2%20%2F1')).toMatchObject({ input: { path: { id: '红 /1' } } })
  expect(check('/items/%2541')).toMatchObject({ input: { path: { id: '%41' } } })
  for (const path of ['/items/%', '/items/%zz', '/items/%ff', '/other/%'])
    expect(check(path)).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } })
})

it('shows of a path only what the contract has', () => {
  const routes = [get('/login'), get('/session/{id}')]
  expect(describePath(routes, '/login')).toBe('/login')
  expect(describePath(routes, '/login/081abcDEF')).toBe('/login/…')
  expect(describePath(routes, '/session/{id}')).toBe('/session/…')
})

it.each([
  ['/a?x=1?y', '/a', 'x=1?y'],
  ['//x/session', '//x/session', ''],
  ['/a/../session', '/a/../session', ''],
  ['/\\evil/session', '/\\evil/session', ''],
  ['//', '//', ''],
  ['//[', '//[', ''],
  ['http://a:b@c:99999/', '/', ''],
  ['http://host/session?a=1#b', '/session', 'a=1'],
  ['', '/', ''],
  ['*', '*', '']
])('splits the target %s', (target, path, rawQuery) => {
  expect(readTarget(target)).toEqual({ path, rawQuery })
  expect(checkRequest([get('/session')], { ...request('GET', path), rawQuery })).toBeDefined()
})

it("encodes an event's query again", () => {
  const query = { 'v[R]': '1 &', tag: ['a', 'b'], ids: '1,2', half: '\ud83d' }
  expect(encodeQuery(query)).toBe('v%5BR%5D=1%20%26&tag=a&tag=b&ids=1,2&half=%EF%BF%BD')
  expect(encodeQuery(undefined)).toBe('')
})
