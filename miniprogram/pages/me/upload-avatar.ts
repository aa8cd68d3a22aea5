import { type Schemas } from '../../api/contract'
import { AppFailure } from '../../api/failure'
import { uploadFile } from '../../api/upload'
import { type Weapp } from '../../app'

type ContentType = Schemas['AvatarRequest']['contentType']

const QUALITY = 80
const WIDTH = 512
/** How the pictures that the server takes begin. */
const STARTS: [ContentType, RegExp][] = [
  ['image/jpeg', /^ffd8ff/],
  ['image/png', /^89504e470d0a1a0a/],
  ['image/webp', /^52494646.{8}57454250/]
]

/** Uploads a picture from the phone, smaller where the phone can. Returns its key for `saveProfile`. */
export async function uploadAvatar(
  chosenPath: string,
  follow: Pick<Parameters<typeof uploadFile>[0], 'onProgress' | 'onStart'>
): Promise<string> {
  const filePath = await compress(chosenPath)
  const contentType = await typeOf(filePath)
  const { result: grant } = await getApp<Weapp>().session.call('grantAvatar', { contentType })
  await uploadFile({ grant, filePath, ...follow })
  return grant.key
}

/** The picture itself if it cannot be compressed. */
function compress(src: string): Promise<string> {
  if (!wx.canIUse('compressImage')) return Promise.resolve(src)
  return new Promise((resolve) => {
    wx.compressImage({
      src,
      quality: QUALITY,
      compressedWidth: WIDTH,
      success: ({ tempFilePath }) => resolve(tempFilePath),
      fail: () => resolve(src)
    })
  })
}

function typeOf(filePath: string): Promise<ContentType> {
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().readFile({
      filePath,
      success({ data }) {
        const bytes = new Uint8Array(data as ArrayBuffer).slice(0, 12)
        const start = Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join('')
        const [type] = STARTS.find(([, pattern]) => pattern.test(start)) ?? []
        if (type) resolve(type)
        else reject(new AppFailure('FILE_TYPE_REFUSED', { message: `a file that begins ${start}` }))
      },
      fail: ({ errMsg }) => reject(new AppFailure('UNEXPECTED', { message: errMsg }))
    })
  })
}
