import { type Schemas } from './contract'
import { AppFailure, type FailureCode } from './failure'
import { within } from './within'

interface UploadOptions {
  grant: Schemas['UploadGrant']
  filePath: string
  /** From 0 to 100. */
  onProgress?: (percent: number) => void
  /** Receives what cancels the upload. */
  onStart?: (cancel: () => void) => void
  timeoutMs?: number
}

const UPLOAD_MS = 60_000

interface Running {
  isOver: boolean
  cancel(): void
}

/**
 * Uploads a file with a grant's form, straight to storage. Sent once more when the network lost it:
 * the same file under the same key does no harm twice. Fails with UPLOAD_REFUSED, UPLOAD_LOST,
 * UPLOAD_CANCELLED or DOMAIN_REFUSED.
 */
export async function uploadFile(options: UploadOptions): Promise<void> {
  const running: Running = { isOver: false, cancel: () => undefined }
  options.onStart?.(() => running.cancel())
  try {
    await sendOnce(options, running).catch((error: unknown) => {
      if (!(error instanceof AppFailure && error.code === 'UPLOAD_LOST')) throw error
      return sendOnce(options, running)
    })
  } finally {
    running.isOver = true
  }
}

function sendOnce(
  { grant, filePath, onProgress, timeoutMs = UPLOAD_MS }: UploadOptions,
  running: Running
) {
  let task: WechatMiniprogram.UploadTask | undefined
  const late = () => {
    task?.abort()
    return new AppFailure('UPLOAD_LOST', { message: `No upload in ${timeoutMs} ms` })
  }
  return within<void>(timeoutMs, late, (resolve, reject) => {
    task = wx.uploadFile({
      url: grant.url,
      filePath,
      name: 'file',
      formData: grant.form,
      timeout: timeoutMs,
      // called for any status
      success: ({ statusCode: status }) => {
        if (status >= 200 && status < 300) resolve()
        else if (status >= 500)
          reject(new AppFailure('UPLOAD_LOST', { status, message: 'storage' }))
        else reject(new AppFailure('UPLOAD_REFUSED', { status, message: `storage: ${status}` }))
      },
      fail: ({ errMsg }) => reject(new AppFailure(codeOf(errMsg), { message: errMsg }))
    })
    running.cancel = () => {
      // first: what the phone says of an upload that was aborted, or does not say, changes nothing
      reject(new AppFailure('UPLOAD_CANCELLED', { message: 'cancelled by the user' }))
      task?.abort()
    }
    // A phone may still report some when the upload is over.
    if (onProgress)
      task.onProgressUpdate(({ progress }) => {
        if (!running.isOver) onProgress(progress)
      })
  })
}

function codeOf(errMsg: string): FailureCode {
  return errMsg.includes('domain list') ? 'DOMAIN_REFUSED' : 'UPLOAD_LOST'
}
