/** Runs the files of a worker, which may require each other, in a thread of the browser's. */
const PROGRAM = `
const modules = {}
function load(path) {
  const file = /\\.js$/.test(path) ? path : path + '.js'
  if (modules[file]) return modules[file].exports
  const request = new XMLHttpRequest()
  request.open('GET', ORIGIN + '/preview/files/' + file, false)
  request.send()
  if (request.status !== 200) throw new Error(file + ': no such file')
  const module = (modules[file] = { exports: {} })
  const beside = (name) => load(new URL(name, 'wx://app/' + file).pathname.slice(1))
  new Function('require', 'module', 'exports', request.responseText)(beside, module, module.exports)
  return module.exports
}
const worker = {
  onMessage: (listener) => self.addEventListener('message', ({ data }) => listener(data)),
  postMessage: (message) => self.postMessage(message)
}
load(FILE)
`

/** `wx.createWorker`. */
export function createWorkers() {
  return {
    createWorker(file: string) {
      const values = `const [ORIGIN, FILE] = ${JSON.stringify([location.origin, file])}`
      const source = new Blob([values, PROGRAM], { type: 'text/javascript' })
      const thread = new Worker(URL.createObjectURL(source))
      return {
        postMessage: (message: unknown) => thread.postMessage(message),
        onMessage: (listener: (message: unknown) => void) =>
          thread.addEventListener('message', ({ data }) => listener(data)),
        onError: (listener: (error: object) => void) =>
          thread.addEventListener('error', ({ message }) => listener({ message })),
        onProcessKilled: () => undefined,
        terminate: () => thread.terminate()
      }
    }
  }
}
