import { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { DomainError } from '#kernel'
import type { Store, Stored } from './store.ts'

/** A bucket of an S3 service, or what speaks its protocol. */
export interface Bucket {
  bucket: string
  /** '' or a path with a slash at its end */
  prefix: string
  region: string
  /** undefined: Amazon's own */
  endpoint: string | undefined
  /** the bucket in the path instead of the host name, as MinIO and Ceph want it */
  pathStyle: boolean
  accessKeyId: string
  secretAccessKey: string
}

/** parts of an object on its way; S3 allows 10,000 of them, so 160 GB an object */
const PART = 16 << 20

/**
 * Reads `s3://KEY:SECRET@bucket/prefix?endpoint=https://host&region=…&path-style=1`, key and secret URL-encoded.
 * Undefined when it is none.
 */
export function parseBucket(text: string): Bucket | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const endpoint = url.searchParams.get('endpoint') ?? undefined
  const [accessKeyId, secretAccessKey] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  const known = [...url.searchParams.keys()].every((name) => ['endpoint', 'region', 'path-style'].includes(name))
  const whole = url.protocol === 's3:' && url.hostname && accessKeyId && secretAccessKey && known
  if (!whole || (endpoint !== undefined && !/^https?:\/\/[^/]+\/?$/.test(endpoint))) return undefined
  const path = url.pathname.replace(/^\/+|\/+$/g, '')
  return {
    ...{ bucket: url.hostname, endpoint, accessKeyId, secretAccessKey },
    prefix: path ? `${path}/` : '',
    region: url.searchParams.get('region') ?? 'us-east-1',
    pathStyle: url.searchParams.get('path-style') === '1',
  }
}

/** Backups in a bucket. What a killed upload has left there is unseen until it is swept. */
export function s3Store(options: Bucket): Store {
  const { bucket: Bucket, prefix, region, endpoint, pathStyle, accessKeyId, secretAccessKey } = options
  const client = new S3Client({
    region,
    ...(endpoint ? { endpoint } : {}),
    forcePathStyle: pathStyle,
    credentials: { accessKeyId, secretAccessKey },
    // services that speak an older S3 know no other sums
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const place = `s3://${Bucket}/${prefix}`
  const attempt = async <T>(work: () => Promise<T>, name = ''): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (error instanceof DomainError) throw error
      const { name: code = '', message } = error as Error
      if (code === 'NoSuchKey') throw new DomainError('backup.missing', { name })
      // the bytes' own failure, of a source that went away, comes through here too
      if (!('$metadata' in (error as object)) && !isNetwork(error)) throw error
      throw new DomainError('backup.unreachable', { place, reason: code === 'Error' ? message : code })
    }
  }

  async function* objects(start: string): AsyncGenerator<Stored> {
    let ContinuationToken: string | undefined
    do {
      const answer = await client.send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: prefix + start,
          ...(ContinuationToken ? { ContinuationToken } : {}),
        }),
      )
      for (const { Key = '', Size = 0, LastModified = new Date(0) } of answer.Contents ?? [])
        yield { name: Key.slice(prefix.length), size: Size, at: LastModified }
      ContinuationToken = answer.IsTruncated ? answer.NextContinuationToken : undefined
    } while (ContinuationToken)
  }

  return {
    place,
    list: (start) =>
      attempt(async () => {
        const found: Stored[] = []
        for await (const object of objects(start)) found.push(object)
        return found.sort((a, b) => (a.name < b.name ? -1 : 1))
      }),
    read: (name) =>
      attempt(async () => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: prefix + name }))
        return Body as Readable
      }, name),
    write: (name, source) =>
      attempt(async () => {
        const Body = Readable.from(source, { objectMode: false })
        const upload = new Upload({
          client,
          params: { Bucket, Key: prefix + name, Body },
          partSize: PART,
          queueSize: 2,
        })
        await upload.done()
      }),
    remove: (name) =>
      attempt(async () => void (await client.send(new DeleteObjectCommand({ Bucket, Key: prefix + name })))),
    sweep: () =>
      attempt(async () => {
        const removed: string[] = []
        const { Uploads = [] } = await client
          .send(new ListMultipartUploadsCommand({ Bucket, Prefix: prefix }))
          .catch((error: Error) => {
            // not every service tells of them: then a rule of the bucket removes them
            if (error.name === 'NotImplemented' || error.name === 'MethodNotAllowed') return { Uploads: [] }
            throw error
          })
        for (const { Key = '', UploadId } of Uploads) {
          await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))
          removed.push(Key.slice(prefix.length))
        }
        return removed
      }),
  }
}

const isNetwork = (error: unknown) =>
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|TimeoutError/.test(
    `${(error as NodeJS.ErrnoException).code} ${(error as Error).name}`,
  )
