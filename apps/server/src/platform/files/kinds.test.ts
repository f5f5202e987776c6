import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { extensionFor, kindOf } from './kinds.ts'
import { disposition, nameAs, safeName } from './name.ts'

const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
  .jpeg()
  .toBuffer()
const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n')
const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)])
const html = Buffer.from('<!doctype html><script>alert(1)</script>')
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
const xml = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')

test('the bytes decide what a file is', async () => {
  assert.deepEqual(await kindOf(jpeg, 'a.jpg'), { mediaType: 'image/jpeg', extension: 'jpg', group: 'picture' })
  assert.equal((await kindOf(jpeg, 'a.png')).mediaType, 'image/jpeg')
  assert.equal((await kindOf(jpeg, '微信图片')).mediaType, 'image/jpeg')
  assert.equal((await kindOf(pdf, '合同.pdf')).mediaType, 'application/pdf')
  assert.equal((await kindOf(Buffer.from('读数\t12\r\n'), 'a.txt')).mediaType, 'text/plain')
  assert.equal((await kindOf(Buffer.from([0xb6, 0xc1, 0xca, 0xfd, 0x2c, 0x31]), 'a.csv')).mediaType, 'text/csv')
})

test('disguised, unknown and running files are refused', async () => {
  const refused: [Buffer, string, string][] = [
    [exe, 'photo.jpg', 'application/x-msdownload'],
    [exe, 'setup.exe', 'application/x-msdownload'],
    [html, 'photo.png', ''],
    [html, 'page.html', ''],
    [svg, 'drawing.svg', ''],
    [svg, 'drawing.jpg', ''],
    [xml, 'drawing.svg', 'application/xml'],
    [Buffer.from('a\0b'), 'a.txt', ''],
    [Buffer.from([0xff, 0xff, 0xff]), 'a.txt', ''],
    [Buffer.from('#!/bin/sh\n'), 'a.sh', ''],
  ]
  for (const [bytes, name, found] of refused)
    await assert.rejects(kindOf(bytes, name), { code: 'files.typeNotAllowed', params: { found } }, name)
  await assert.rejects(kindOf(pdf, 'photo.jpg'), {
    code: 'files.typeMismatch',
    params: { claimed: 'jpg', found: 'application/pdf' },
  })
  await assert.rejects(kindOf(Buffer.alloc(0), 'a.jpg'), { code: 'files.empty' })
})

test('names lose what could mislead and keep the rest', () => {
  const cases: Record<string, string> = {
    '厨房漏水.jpg': '厨房漏水.jpg',
    'C:\\Users\\me\\a.jpg': 'a.jpg',
    '../../etc/passwd': 'passwd',
    '.htaccess': 'htaccess',
    'a\u202Egpj.exe': 'agpj.exe',
    'a\0b\r\n.jpg': 'ab.jpg',
    '\uD800.jpg': 'jpg',
    '': 'file',
    '///': 'file',
  }
  for (const [name, expected] of Object.entries(cases)) assert.equal(safeName(name), expected, JSON.stringify(name))
  const long = safeName(`${'𠮷'.repeat(300)}.jpeg`)
  assert.equal([...long].length, 120)
  assert.ok(long.endsWith('𠮷.jpeg'))
})

test('what is sent carries its own extension', () => {
  assert.equal(nameAs('a.png', 'jpg'), 'a.jpg')
  assert.equal(nameAs('a.html', 'pdf'), 'a.pdf')
  assert.equal(nameAs('漏水', 'jpg'), '漏水.jpg')
  assert.equal(extensionFor('application/msword'), 'doc')
  assert.equal(
    disposition('attachment', `漏"水'.pdf`),
    `attachment; filename="__'.pdf"; filename*=UTF-8''%E6%BC%8F%22%E6%B0%B4%27.pdf`.replace('__', '___'),
  )
})
