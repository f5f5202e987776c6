import assert from 'node:assert/strict'
import { test } from 'node:test'
import { locale, setLocale } from './i18n.ts'

test('loads where there is no page, begins in Chinese, and switches', () => {
  assert.equal(locale(), 'zh-CN')
  setLocale('en')
  assert.equal(locale(), 'en')
  setLocale('zh-CN')
})
