import { type PhoneApp } from './app'
import { type PhoneFiles } from './wx/files'

/** The address of an image: a temporary file, in the package, or on the network. */
export function readImage(
  { assets }: PhoneApp,
  files: PhoneFiles,
  source: string,
  page: string
): string {
  if (/^(\w+:|\/\/)/.test(source)) return files.read(source) ?? source
  return source && packaged(assets, new URL(source, `wx://app/${page}`).pathname)
}

/** The address of a file in the package; a new one after each save, for browsers keep files. */
export function packaged(assets: PhoneApp['assets'], pathname: string): string {
  return `/preview/files${pathname}?${assets[decodeURI(pathname)] ?? ''}`
}

/** What a canvas draws: its `src` may be a path of the mini-program's. */
export function createImage(addressOf: (source: string) => string): HTMLImageElement {
  let given = ''
  const image = new Image()
  return Object.defineProperty(image, 'src', {
    get: () => given,
    set(source: string) {
      given = source
      image.setAttribute('src', addressOf(source))
    }
  })
}
