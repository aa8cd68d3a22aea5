import { ask } from '../sheet'
import { apis } from './api'
import { type PhoneFiles } from './files'

/** A picture, without a size if this browser cannot read it. */
export async function loadImage(src: string): Promise<HTMLImageElement> {
  const image = Object.assign(new Image(), { src })
  await image.decode().catch(() => undefined)
  return image
}

/** Looks at pictures, and makes other ones of them. */
export function createImages(files: PhoneFiles, addressOf: (source: string) => string) {
  async function find(source: string): Promise<HTMLImageElement> {
    const image = await loadImage(addressOf(source))
    if (!image.naturalWidth) throw new Error('fail file not found')
    return image
  }

  async function look(urls: string[], index: number): Promise<void> {
    const body = document.createElement('div')
    body.className = 'phone-pictures'
    for (const url of urls)
      body.append(Object.assign(new Image(), { src: addressOf(url), alt: '' }))
    const closed = ask({ body, choices: [{ label: '关闭' }] })
    body.scrollLeft = index * body.clientWidth
    await closed
  }

  return apis({
    previewImage: ({ urls, current = '' }) => void look(urls, Math.max(0, urls.indexOf(current))),
    previewMedia({ sources, current = 0 }) {
      const urls = sources.map(({ url }) => url)
      void look(urls, current)
    },
    async getImageInfo({ src }) {
      const { naturalWidth: width, naturalHeight: height } = await find(src)
      const type = /^data:image\/(\w+)/.exec(addressOf(src))?.[1] ?? src.split('.').pop() ?? ''
      return { width, height, path: src, orientation: 'up', type }
    },
    async compressImage({ src, quality = 80, compressedWidth, compressedHeight }) {
      const image = await find(src)
      const ratio = image.naturalHeight / image.naturalWidth
      const width = compressedWidth ?? (compressedHeight ?? image.naturalHeight) / ratio
      const height = compressedHeight ?? width * ratio
      const canvas = Object.assign(document.createElement('canvas'), { width, height })
      canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
      return { tempFilePath: files.add(canvas.toDataURL('image/jpeg', quality / 100)) }
    },
    saveImageToPhotosAlbum({ filePath }) {
      const download = filePath.split('/').pop() ?? 'picture'
      const href = addressOf(filePath)
      Object.assign(document.createElement('a'), { href, download }).click()
    }
  })
}
