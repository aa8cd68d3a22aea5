import { drawPictures } from '../pictures'
import { ask } from '../sheet'
import { apis } from './api'
import { blobOf, readBlob } from './data-url'
import { type PhoneFiles } from './files'
import { loadImage } from './images'

/** Pictures and videos of the user: drawn ones, or files of this computer. */
export function createChooseMedia(files: PhoneFiles) {
  const keep = (dataUrl: string, name: string, { size, type }: Blob) => ({
    dataUrl,
    path: files.add(dataUrl),
    name,
    size,
    isVideo: type.startsWith('video/')
  })

  async function choose(title: string, count: number, kinds: string[]) {
    const images = kinds.includes('image') || kinds.includes('mix') ? drawPictures() : []
    const { chosen, image } = await ask({
      title,
      images,
      choices: [{ label: '从这台电脑选择', kind: 'main' }, { label: '取消' }],
      atBottom: true
    })
    const picture = image === undefined ? undefined : images[image]
    if (picture) return [keep(picture, 'picture.svg', blobOf(picture))]
    const found = chosen === 0 ? await pickFiles(count, accept(kinds)) : []
    if (!found.length) throw new Error('fail cancel')
    const read = async (file: File) => keep(await readBlob(file), file.name, file)
    return Promise.all(found.slice(0, count).map(read))
  }

  return apis({
    async chooseMedia({ count = 9, mediaType = ['image', 'video'] }) {
      const chosen = await choose('选择图片或视频', count, mediaType)
      const describe = async ({ path, size, isVideo, dataUrl }: (typeof chosen)[number]) => {
        // no size of a video, which is no picture
        const { naturalWidth: width, naturalHeight: height } = await loadImage(dataUrl)
        const fileType = isVideo ? 'video' : 'image'
        return { tempFilePath: path, size, fileType, width, height, duration: 0 }
      }
      return {
        tempFiles: await Promise.all(chosen.map(describe)),
        type: chosen.every(({ isVideo }) => isVideo) ? 'video' : 'image'
      }
    },
    async chooseImage({ count = 9 }) {
      const chosen = await choose('选择图片', count, ['image'])
      const tempFiles = chosen.map(({ path, size }) => ({ path, size }))
      return { tempFiles, tempFilePaths: tempFiles.map(({ path }) => path) }
    },
    async chooseVideo() {
      const [video] = await choose('选择视频', 1, ['video'])
      return { tempFilePath: video?.path, size: video?.size, duration: 0, width: 0, height: 0 }
    },
    async chooseMessageFile({ count = 9 }) {
      const chosen = await choose('选择聊天文件', count, ['file'])
      const time = Math.floor(Date.now() / 1000)
      return {
        tempFiles: chosen.map(({ path, name, size }) => ({ path, name, size, type: 'file', time }))
      }
    }
  })
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
