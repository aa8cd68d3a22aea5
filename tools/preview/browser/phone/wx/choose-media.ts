import { drawPictures } from '../pictures'
import { ask } from '../sheet'
import { api } from './api'
import { blobOf, readBlob } from './data-url'
import { type PhoneFiles } from './files'

interface ChosenFile {
  dataUrl: string
  name: string
  size: number
  isVideo: boolean
}

interface MediaOption {
  count?: number
  mediaType?: string[]
}

/** Pictures and videos of the user: drawn ones, or files of this computer. */
export function createChooseMedia(files: PhoneFiles) {
  async function choose(name: string, count: number, kinds: string[]): Promise<ChosenFile[]> {
    const pictures = kinds.includes('image') || kinds.includes('mix') ? drawPictures() : []
    const { chosen, image } = await ask({
      title: name,
      images: pictures,
      choices: [{ label: '从这台电脑选择', kind: 'main' }, { label: '取消' }],
      atBottom: true
    })
    const picture = image === undefined ? undefined : pictures[image]
    if (picture)
      return [{ dataUrl: picture, name: 'picture.svg', size: blobOf(picture).size, isVideo: false }]
    const found = chosen === 0 ? await pickFiles(count, accept(kinds)) : []
    if (!found.length) throw new Error('fail cancel')
    return Promise.all(
      found.slice(0, count).map(async (file) => ({
        dataUrl: await readBlob(file),
        name: file.name,
        size: file.size,
        isVideo: file.type.startsWith('video/')
      }))
    )
  }

  return {
    chooseMedia: api(
      'chooseMedia',
      async ({ count = 9, mediaType = ['image', 'video'] }: MediaOption) => {
        const chosen = await choose('选择图片或视频', count, mediaType)
        const tempFiles = await Promise.all(
          chosen.map(async ({ dataUrl, size, isVideo }) => ({
            tempFilePath: files.add(dataUrl),
            size,
            fileType: isVideo ? 'video' : 'image',
            ...(isVideo ? { duration: 0, width: 0, height: 0 } : await sizeOf(dataUrl))
          }))
        )
        return { tempFiles, type: chosen.every(({ isVideo }) => isVideo) ? 'video' : 'image' }
      }
    ),
    chooseImage: api('chooseImage', async ({ count = 9 }: MediaOption) => {
      const chosen = await choose('选择图片', count, ['image'])
      const tempFiles = chosen.map(({ dataUrl, size }) => ({ path: files.add(dataUrl), size }))
      return { tempFiles, tempFilePaths: tempFiles.map(({ path }) => path) }
    }),
    chooseVideo: api('chooseVideo', async () => {
      const [video] = await choose('选择视频', 1, ['video'])
      const tempFilePath = files.add(video?.dataUrl ?? '')
      return { tempFilePath, size: video?.size ?? 0, duration: 0, width: 0, height: 0 }
    }),
    chooseMessageFile: api('chooseMessageFile', async ({ count = 9 }: MediaOption) => {
      const chosen = await choose('选择聊天文件', count, ['file'])
      const tempFiles = chosen.map(({ dataUrl, name, size }) => ({
        path: files.add(dataUrl),
        name,
        size,
        type: 'file',
        time: Math.floor(Date.now() / 1000)
      }))
      return { tempFiles }
    })
  }
}

function accept(kinds: string[]): string {
  if (kinds.includes('file')) return ''
  return kinds.map((kind) => (kind === 'video' ? 'video/*' : 'image/*')).join(',')
}

/** Opens the browser's own dialog. */
function pickFiles(count: number, accepted: string): Promise<File[]> {
  const input = Object.assign(document.createElement('input'), {
    type: 'file',
    accept: accepted,
    multiple: count > 1
  })
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(Array.from(input.files ?? [])))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}

/** In pixels; 0 for what this browser cannot read as a picture. */
export async function sizeOf(source: string): Promise<{ width: number; height: number }> {
  const image = new Image()
  image.src = source
  try {
    await image.decode()
  } catch {
    return { width: 0, height: 0 }
  }
  return { width: image.naturalWidth, height: image.naturalHeight }
}
