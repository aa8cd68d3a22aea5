/** The part of miniprogram-automator used here; it ships without types. */
export interface Automator {
  launch(options: {
    cliPath: string
    projectPath: string
    timeout: number
    trustProject: boolean
  }): Promise<MiniProgram>
}

export interface MiniProgram {
  reLaunch(url: string): Promise<AutomatedPage>
  screenshot(options: { path: string }): Promise<void>
  close(): Promise<void>
}

export interface AutomatedPage {
  $(selector: string): Promise<AutomatedElement | null>
  $$(selector: string): Promise<AutomatedElement[]>
}

export interface AutomatedElement {
  tap(): Promise<void>
  text(): Promise<string>
}
