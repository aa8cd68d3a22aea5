import { ask } from '../sheet'
import { api } from './api'
import { sizeOf } from './choose-media'
import { type PhoneFiles } from './files'

interface PreviewOption {
  urls?: string[]
  current?: string | number
  sources?: { url: string }[]
}

interface CompressOption {
  src: string
  quality?: number
  compressedWidth?: number
  compressedHeight?: number
}

/** Looks at pictures, and makes other ones of them. */
export function createImages(files: PhoneFiles, addressOf: (source: string) => string) {
  async function look({ urls = [], sources = [], current }: PreviewOption): Promise<void> {
    const all = urls.length ? urls : sources.map(({ url }) => url)
    const index = typeof current === 'number' ? current : Math.max(0, all.indexOf(current ?? ''))
    const body = document.createElement('div')
    body.className = 'phone-pictures'
    for (const url of all) body.append(Object.assign(new Image(), { src: addressOf(url), alt: '' }))
    const closed = ask({ body, choices: [{ label: '关闭' }] })
    body.scrollLeft = index * body.clientWidth
    await closed
  }

  return {
    previewImage: api('previewImage', (option: PreviewOption) => void look(option)),
    previewMedia: api('previewMedia', (option: PreviewOption) => void look(option)),
    getImageInfo: api('getImageInfo', async ({ src }: { src: string }) => {
      const { width, height } = await sizeOf(addressOf(src))
      if (!width) throw new Error('fail file not found')
      const type = /^data:image\/(\w+)/.exec(addressOf(src))?.[1] ?? src.split('.').pop() ?? ''
      return { width, height, path: src, orientation: 'up', type }
    }),
    compressImage: api(
      'compressImage',
      async ({ src, quality = 80, compressedWidth, compressedHeight }: CompressOption) => {
        const image = Object.assign(new Image(), { src: addressOf(src) })
        await image.decode().catch(() => {
          throw new Error('fail file not found')
        })
        const ratio = image.naturalHeight / image.naturalWidth
        const width = compressedWidth ?? (compressedHeight ?? image.naturalHeight) / ratio
        const canvas = document.createElement('canvas')
        canvas.width = width
        canvas.height = compressedHeight ?? width * ratio
        canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
        return { tempFilePath: files.add(canvas.toDataURL('image/jpeg', quality / 100)) }
      }
    ),
    saveImageToPhotosAlbum: api('saveImageToPhotosAlbum', ({ filePath }: { filePath: string }) => {
      const name = filePath.split('/').pop() ?? 'picture'
      Object.assign(document.createElement('a'), {
        href: addressOf(filePath),
        download: name
      }).click()
    })
  }
}
