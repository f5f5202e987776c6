import { createServer } from 'node:net'
import { errorCode, StartupError } from './startup-error.ts'

/**
 * Refuses a port on which this process will not be able to listen. `host` undefined means every address.
 * Opens and closes the port once, so the real listen may still fail in a race: map its error with {@link explainListen}.
 */
export async function checkPort(port: number, host?: string): Promise<void> {
  if (port === 0) return
  const server = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ port, host, exclusive: true }, resolve)
    })
  } catch (error) {
    throw explainListen(error, port, host)
  }
  await new Promise<void>((resolve) => server.close(() => resolve()))
}

/** Turns an error of listen() into one sentence; other errors come back as they are. */
export function explainListen(error: unknown, port: number, host?: string): unknown {
  const code = errorCode(error)
  if (code === 'EADDRINUSE') {
    return new StartupError(
      'startup.portBusy',
      `端口 ${port} 已被其他程序占用，请关闭该程序，或换一个端口启动，例如 PORT=${port + 1} npm start。`,
      `Port ${port} is used by another program: close it, or choose another port, for instance PORT=${port + 1} npm start.`,
      { cause: error },
    )
  }
  if (code === 'EACCES') {
    return new StartupError(
      'startup.portForbidden',
      `当前用户无权使用端口 ${port}，请换用 1024 以上的端口，例如 PORT=3000 npm start。`,
      `This user may not use port ${port}: choose one above 1024, for instance PORT=3000 npm start.`,
      { cause: error },
    )
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EINVAL') {
    return new StartupError(
      'startup.hostUnknown',
      `本机没有地址 ${host}，请把 HOST= 改为本机地址，或去掉它以监听全部地址。`,
      `This machine has no address ${host}: set HOST= to one of its addresses, or leave it out to listen on all.`,
      { cause: error },
    )
  }
  return error
}
