import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { listNeededSettings, readService } from '../../../tools/serverless-yml'
import { project } from '../../support/project'
import { temporaryServerlessFile } from './temporary-file'

const yml = temporaryServerlessFile()
afterAll(yml.remove)

const FILE = `
service: shop
provider:
  region: \${opt:region, 'ap-beijing'}
  runtime: \${env:RUNTIME, 'Nodejs18.15'}
  environment:
    variables:
      URL: mysql://\${env:USER}@\${env:HOST, "localhost"}/\${sls:stage}
      KEY: \${env:KEY}
      AGAIN: \${env:KEY}
      COUNT: \${env:COUNT, 4}
      EMPTY: \${env:EMPTY, ''}
      STAGE: \${opt:stage}
      OTHER: \${self:service}
package:
  artifact: ../.local/deploy/\${sls:stage}.zip
functions:
  list: { handler: list.main_handler }
`

function read(settings?: Record<string, string>) {
  yml.write(FILE)
  return readService(yml.file, 'prepub', settings)
}

it('fills settings, options and the stage in', () => {
  const key = `"quoted": 'text', # with $& and {}`
  const service = read({ USER: 'app', KEY: key, RUNTIME: 'Nodejs20.19', COUNT: '5' })
  expect(service).toEqual({
    service: 'shop',
    provider: {
      region: 'ap-beijing',
      runtime: 'Nodejs20.19',
      environment: {
        variables: {
          URL: 'mysql://app@localhost/prepub',
          KEY: key,
          AGAIN: key,
          COUNT: '5',
          EMPTY: '',
          STAGE: 'prepub',
          OTHER: '${self:service}'
        }
      }
    },
    package: { artifact: '../.local/deploy/prepub.zip' },
    functions: { list: { handler: 'list.main_handler' } }
  })
})

it('uses the fallback of a missing setting, and nothing where it has none', () => {
  const { provider } = read()
  expect(provider.runtime).toBe('Nodejs18.15')
  expect(provider.environment?.variables).toMatchObject({
    URL: 'mysql://@localhost/prepub',
    KEY: '',
    COUNT: '4'
  })
})

it('reads a text from a JSON file beside the folder, or the fallback where there is none', () => {
  const packageFile = path.join(path.dirname(yml.file), '../package.json')
  writeFileSync(packageFile, '{ "name": "shop", "version": 1 }')
  const serviceOf = (text: string) => {
    yml.write(`service: ${text}`)
    return readService(yml.file, 'test').service
  }
  expect(serviceOf('${file(../package.json):name}')).toBe('shop')
  expect(serviceOf("a-${file(../package.json):missing, 'fallback'}")).toBe('a-fallback')
  expect(serviceOf("${file(../missing.json):name, 'fallback'}")).toBe('fallback')
  expect(serviceOf('${file(../missing.json):name}')).toBe('${file(../missing.json):name}')
})

it('lists each setting without a fallback once, with its first line', () => {
  yml.write(FILE)
  expect(listNeededSettings(yml.file)).toEqual([
    { name: 'USER', place: 'deploy/serverless.yml:8' },
    { name: 'KEY', place: 'deploy/serverless.yml:9' }
  ])
})

it('names the line where the file is not YAML', () => {
  yml.write('service: x\nprovider: [\n')
  expect(() => readService(yml.file, 'test')).toThrow(/^deploy\/serverless\.yml:3: /)
  expect(() => listNeededSettings(yml.file)).toThrow(/^deploy\/serverless\.yml:3: /)
})

it("fills in the project's own file", () => {
  const { service, functions } = readService(project.serverlessFile, 'test')
  expect(service).toBe(project.name)
  expect(functions.login?.handler).toBe('login.main_handler')
})
