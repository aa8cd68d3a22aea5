import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openWechatPackages } from '../../../tools/check-miniprogram/wechat-packages'
import { compileApp } from '../../../tools/preview'
import { project } from '../../support/project'

const STORE = path.join(__dirname, '../preview/apps/store')
const PACKAGES = ['tdesign-miniprogram', '@vant/weapp']

/** Builds miniprogram_npm as DevTools' menu does. */
const PACK = `
  const ci = require(process.argv[1])
  const project = new ci.Project({
    appid: 'wx0000000000000000',
    type: 'miniProgram',
    projectPath: process.argv[2],
    privateKey: 'unused',
    ignores: ['node_modules/**/*'],
    attr: () => Promise.resolve(ci.DefaultProjectAttr)
  })
  ci.packNpm(project, { reporter() {} }).then(() => process.exit(0), () => process.exit(1))`

const dir = mkdtempSync(path.join(tmpdir(), 'packed-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

it("shows the same with packages in node_modules as with those that WeChat's packer has built", async () => {
  cpSync(STORE, dir, { recursive: true })
  const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, '*']))
  writeFileSync(path.join(dir, 'package.json'), JSON.stringify({ dependencies }))
  writeFileSync(path.join(dir, 'project.config.json'), '{"appid":"wx0000000000000000"}')
  for (const name of PACKAGES)
    cpSync(path.join(project.root, 'node_modules', name), path.join(dir, 'node_modules', name), {
      recursive: true,
      dereference: true
    })
  const before = await compileApp(dir)
  const { resolve } = openWechatPackages(project.localDir, () => undefined)
  execFileSync(process.execPath, ['-e', PACK, resolve('miniprogram-ci'), dir], { cwd: dir })
  expect(existsSync(path.join(dir, 'miniprogram_npm/@vant/weapp/button/index.js'))).toBe(true)
  const after = await compileApp(dir)
  expect([before.problems, after.problems]).toEqual([[], []])
  expect(after.markup).toBe(before.markup)
  expect(after.css).toBe(before.css)
}, 120_000)
