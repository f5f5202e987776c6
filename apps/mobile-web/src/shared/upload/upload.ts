import { uploadsPath } from '@sims/contracts/web'

/** One picture on its way: `done` answers the id to name in a command, or null when it was stopped before. */
export interface Sending {
  done: Promise<string | null>
  stop: () => void
}

const chunkSize = 512 * 1024

/**
 * Sends a file so that a lost line costs at most one chunk: it goes on by itself for about two minutes, and a file
 * chosen again later goes on where it stopped. `progress` is told a share from 0 to 1. The uploader comes to the phone
 * only when the first picture is added.
 */
export function send(file: File, progress: (share: number) => void): Sending {
  let stop = () => {}
  const stopped = new Promise<null>((resolve) => {
    stop = () => resolve(null)
  })
  const sent = import('tus-js-client').then(
    ({ Upload }) =>
      new Promise<string>((resolve, reject) => {
        const upload = new Upload(file, {
          endpoint: uploadsPath,
          chunkSize,
          retryDelays: [0, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000],
          removeFingerprintOnSuccess: true,
          metadata: { filename: file.name, filetype: file.type },
          headers: { 'x-sims': '1' },
          onProgress: (bytes, total) => progress(total > 0 ? bytes / total : 0),
          onError: reject,
          // the stored file has the id in which the upload's address ends
          onSuccess: () => resolve(upload.url?.split('/').at(-1) ?? ''),
        })
        void stopped.then(() => upload.abort())
        void upload.findPreviousUploads().then(([previous]) => {
          if (previous) upload.resumeFromPreviousUpload(previous)
          upload.start()
        })
      }),
  )
  return { done: Promise.race([sent, stopped]), stop }
}

/** What the server said against a file, in the reader's language; undefined when it was the line. */
export function refusalOf(error: unknown): string | undefined {
  const response = (error as { originalResponse?: { getBody(): string } | null }).originalResponse
  try {
    return (JSON.parse(response?.getBody() ?? '') as { detail?: string }).detail
  } catch {
    return undefined
  }
}
