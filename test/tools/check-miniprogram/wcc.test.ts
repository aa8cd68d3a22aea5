import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { compileNatively } from '../../../tools/check-miniprogram/native-compilers'
import { openWechatPackages } from '../../../tools/check-miniprogram/wechat-packages'
import { project } from '../../support/project'
import { REFUSED, TAKEN } from '../preview/wxml-inputs'

const dir = mkdtempSync(path.join(tmpdir(), 'wcc-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

it("takes and refuses what the preview's tests say that WeChat's compiler does", () => {
  const requireInstalled = openWechatPackages(project.localDir, () => undefined)
  writeFileSync(path.join(dir, 'b.wxml'), '<view/>')
  writeFileSync(path.join(dir, 'b.wxs'), 'module.exports = {}')
  const isTaken = (wxml: string) => {
    writeFileSync(path.join(dir, 'a.wxml'), wxml)
    return compileNatively(requireInstalled, dir, ['./a.wxml', './b.wxml', './b.wxs'])?.length === 0
  }
  expect(TAKEN.filter((wxml) => !isTaken(wxml))).toEqual([])
  expect(REFUSED.filter(isTaken)).toEqual([])
}, 120_000)
