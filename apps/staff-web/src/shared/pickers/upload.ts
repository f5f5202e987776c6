import { type UploadedFile, uploadsPath } from '@sims/contracts/web'
import { Upload } from 'tus-js-client'

/**
 * Sends a file in pieces that survive a broken line. Answers what the server made of it: its id, to be named in a
 * command. `progress` goes from 0 to 1.
 */
export function upload(file: Blob, name: string, progress: (part: number) => void): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    new Upload(file, {
      endpoint: uploadsPath,
      headers: { 'x-sims': '1' },
      metadata: { filename: name, filetype: file.type },
      retryDelays: [0, 1000, 3000],
      storeFingerprintForResuming: false,
      onProgress: (sent, total) => progress(total > 0 ? sent / total : 0),
      onError: reject,
      onSuccess: ({ lastResponse }) => resolve(JSON.parse(lastResponse.getBody()) as UploadedFile),
    }).start()
  })
}
