import { type SettingsStore } from '../../settings'
import { event } from './api'
import { blobOf, readBlob } from './data-url'
import { type PhoneFiles } from './files'
import { addressOf, type Call, headersOf, type OutgoingOption } from './outgoing'

interface UploadOption extends OutgoingOption {
  filePath: string
  name: string
  formData?: Record<string, unknown>
}

interface Parts {
  settings: SettingsStore
  call: Call
  files: PhoneFiles
}

/** `wx.uploadFile` and `wx.downloadFile`, with their progress. */
export function createTransfers({ settings, call, files }: Parts) {
  return {
    uploadFile(option: UploadOption) {
      const progress = event<object>()
      return call(
        { ...option, method: 'POST' },
        {
          api: 'uploadFile',
          send: (signal) => upload(option, { settings, files, signal, onProgress: progress.emit }),
          // always text, as on a phone
          read: (answer) => ({ ...answer, data: JSON.stringify(answer.data) }),
          events: { ProgressUpdate: progress }
        }
      )
    },
    downloadFile(option: OutgoingOption & { filePath?: string }) {
      const progress = event<object>()
      return call(option, {
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
        read: ({ statusCode, header }) => ({ statusCode, header }),
        events: { ProgressUpdate: progress }
      })
    }
  }
}

interface UploadParts extends Pick<Parts, 'settings' | 'files'> {
  signal: AbortSignal
  onProgress(value: object): void
}

/** By XMLHttpRequest: `fetch` does not report how much has been sent. */
function upload(
  { url, filePath, name, header, formData = {} }: UploadOption,
  { settings, files, signal, onProgress }: UploadParts
): Promise<{ statusCode: number; data: string; header: Record<string, string> }> {
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
  const lines = text.matchAll(/^([^:\r\n]+): *(.*?)\r?$/gm)
  return Object.fromEntries(
    Array.from(lines, ([, name = '', value]) => [name.toLowerCase(), value ?? ''])
  )
}
