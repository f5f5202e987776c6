/** What the platform's loops need of a logger; pino and Fastify's `app.log` are one. */
export interface Log {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}
