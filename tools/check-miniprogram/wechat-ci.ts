import path from 'node:path'

/** Files as uploaded, by path. */
export type WechatPackage = Record<string, Buffer | string>

interface QualityItem {
  name: string
  success: boolean
  text: string
}

/** The part of miniprogram-ci used here; its own types lack `attr`. */
interface MiniprogramCi {
  Project: new (options: object) => object
  DefaultProjectAttr: object
  getCompiledResult(options: object): Promise<WechatPackage>
  checkCodeQuality(project: object, saveTo: string): Promise<QualityItem[]>
}

export interface WechatCi {
  /** Resolves to what DevTools would upload; rejects with WeChat's error, which has a `code`. */
  compile(dir: string): Promise<WechatPackage>
  /** The items of DevTools' "code quality" panel. */
  checkQuality(dir: string): Promise<QualityItem[]>
}

/** Loads WeChat's compiler, which needs no key, AppID or network to compile. */
export function loadWechatCi(requireInstalled: NodeJS.Require, scratchDir: string): WechatCi {
  const lists = requireInstalled('miniprogram-ci/dist/utils/white_ext_list') as Record<
    string,
    unknown
  >
  const bundled = {
    GameWhiteList: new Set(lists.GameWhiteList as string[]),
    MiniProgramWhiteList: new Set(lists.MiniProgramWhiteList as string[])
  }
  // it would fetch this list from WeChat's server, though it ships with one
  lists.getWhiteExtList = () => Promise.resolve(bundled)
  const ci = requireInstalled('miniprogram-ci') as MiniprogramCi

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
