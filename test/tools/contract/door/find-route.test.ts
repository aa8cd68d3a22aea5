import { findRoute, methodsOf } from '../../../../tools/contract/door/find-route'
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
