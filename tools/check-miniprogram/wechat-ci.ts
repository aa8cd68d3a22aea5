import path from 'node:path'

/** Files as they are uploaded, by path. */
export type Package = Record<string, Buffer | string>

export interface QualityItem {
  name: string
  success: boolean
  text: string
}

/** miniprogram-ci as far as it is used here; its own types leave `attr` out. */
interface MiniprogramCi {
  Project: new (options: object) => object
  DefaultProjectAttr: object
  getCompiledResult(options: object): Promise<Package>
  checkCodeQuality(project: object, saveTo: string): Promise<QualityItem[]>
}

export interface WechatCi {
  /** What DevTools uploads of the project in `dir`; throws WeChat's error, with its code. */
  compile(dir: string): Promise<Package>
  /** The items of DevTools' panel "code quality". */
  checkQuality(dir: string): Promise<QualityItem[]>
}

/** WeChat's own compiler, which needs neither key nor AppID nor network to compile. */
export function loadWechatCi(load: NodeJS.Require, scratchDir: string): WechatCi {
  const lists = load('miniprogram-ci/dist/utils/white_ext_list') as Record<string, unknown>
  const kept = {
    GameWhiteList: new Set(lists.GameWhiteList as string[]),
    MiniProgramWhiteList: new Set(lists.MiniProgramWhiteList as string[])
  }
  // it would ask WeChat's server for the list that it has itself
  lists.getWhiteExtList = () => Promise.resolve(kept)
  const ci = load('miniprogram-ci') as MiniprogramCi

  const open = (dir: string) =>
    new ci.Project({
      appid: 'wx0000000000000000',
      type: 'miniProgram',
      projectPath: dir,
      privateKey: 'unused',
      ignores: ['node_modules/**/*'],
      attr: () => Promise.resolve(ci.DefaultProjectAttr)
    })

  return {
    compile: (dir) =>
      ci.getCompiledResult({
        project: open(dir),
        setting: { useProjectConfig: true },
        onProgressUpdate: () => undefined
      }),
    checkQuality: (dir) => ci.checkCodeQuality(open(dir), path.join(scratchDir, 'quality.json'))
  }
}
