export { createHttp, type Http, type HttpOptions, type Incoming, type Origin } from './http.ts'
export { pageOf, readCursor, rowsFor } from './paging.ts'
export { problemOf, statusOf, textOf } from './problem.ts'
export { serveWebs, type Web } from './webs.ts'
