import { type SettingsStore } from '../../settings'
import { event } from './api'
import { blobOf, readBlob } from './data-url'
import { type PhoneFiles } from './files'
import { addressOf, type createCaller, headersOf, type OutgoingOption } from './outgoing'

interface Progress {
  progress: number
}

interface UploadResult {
  statusCode: number
  /** Always text, as on a phone. */
  data: string
  header: Record<string, string>
}

interface UploadOption extends OutgoingOption<UploadResult & { errMsg: string }> {
  filePath: string
  name: string
  formData?: Record<string, unknown>
}

interface DownloadResult {
  statusCode: number
  tempFilePath: string
  filePath?: string
  header: Record<string, string>
}

interface DownloadOption extends OutgoingOption<DownloadResult & { errMsg: string }> {
  filePath?: string
}

interface Parts {
  settings: SettingsStore
  call: ReturnType<typeof createCaller>
  files: PhoneFiles
}

/** `wx.uploadFile` and `wx.downloadFile`, with their progress. */
export function createTransfers({ settings, call, files }: Parts) {
  return {
    uploadFile(option: UploadOption) {
      const progress = event<
        Progress & { totalBytesSent: number; totalBytesExpectedToSend: number }
      >()
      const task = call(
        { ...option, method: 'POST' },
        {
          api: 'uploadFile',
          send: (signal) => upload(option, { settings, files, signal, onProgress: progress.emit }),
          whenUnavailable: (answer) => ({ ...answer, data: JSON.stringify(answer.data) })
        }
      )
      return { ...task, onProgressUpdate: progress.on, offProgressUpdate: progress.off }
    },
    downloadFile(option: DownloadOption) {
      const progress = event<
        Progress & { totalBytesWritten: number; totalBytesExpectedToWrite: number }
      >()
      const task = call(option, {
        api: 'downloadFile',
        async send(signal) {
          const headers = headersOf(option.header, settings)
          const reply = await fetch(addressOf(option.url), { headers, signal, credentials: 'omit' })
          const blob = await reply.blob()
          const { size } = blob
          progress.emit({ progress: 100, totalBytesWritten: size, totalBytesExpectedToWrite: size })
          const dataUrl = await readBlob(blob)
          if (option.filePath) files.save(option.filePath, dataUrl)
          return {
            statusCode: reply.status,
            header: Object.fromEntries(reply.headers),
            tempFilePath: option.filePath ? '' : files.add(dataUrl),
            ...(option.filePath && { filePath: option.filePath })
          }
        },
        whenUnavailable: ({ statusCode, header }) => ({ statusCode, header, tempFilePath: '' })
      })
      return { ...task, onProgressUpdate: progress.on, offProgressUpdate: progress.off }
    }
  }
}

interface UploadParts extends Pick<Parts, 'settings' | 'files'> {
  signal: AbortSignal
  onProgress(value: {
    progress: number
    totalBytesSent: number
    totalBytesExpectedToSend: number
  }): void
}

/** By XMLHttpRequest: `fetch` does not report how much has been sent. */
function upload(
  { url, filePath, name, header, formData = {} }: UploadOption,
  { settings, files, signal, onProgress }: UploadParts
): Promise<UploadResult> {
  const dataUrl = files.read(filePath)
  if (dataUrl === undefined) throw new Error('file not found')
  const form = new FormData()
  for (const [field, value] of Object.entries(formData)) form.append(field, String(value))
  form.append(name, blobOf(dataUrl), filePath.split('/').pop())

  const request = new XMLHttpRequest()
  request.open('POST', addressOf(url))
  headersOf(header, settings).forEach((value, key) => {
    // the boundary is part of the type, and only the browser knows it
    if (key !== 'content-type') request.setRequestHeader(key, value)
  })
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => request.abort())
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress({
        progress: total ? Math.round((loaded / total) * 100) : 0,
        totalBytesSent: loaded,
        totalBytesExpectedToSend: total
      })
    request.onerror = () => reject(new Error('Failed to fetch'))
    request.onabort = () => reject(new Error('abort'))
    request.onload = () =>
      resolve({
        statusCode: request.status,
        data: request.responseText,
        header: readHeaders(request.getAllResponseHeaders())
      })
    request.send(form)
  })
}

function readHeaders(text: string): Record<string, string> {
  const lines = text.trim().split(/\r?\n/)
  return Object.fromEntries(
    lines.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*:\s*/, '')])
  )
}
