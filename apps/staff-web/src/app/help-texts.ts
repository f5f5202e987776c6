import { texts } from '@sims/ui'

const zh = {
  walk: '在列表中上下移动',
  open: '打开所在的一行',
  close: '关闭右侧记录或对话框',
  create: '新建请求',
  find: '搜索',
  select: '勾选所在的一行',
  step: '执行记录上的操作',
  submit: '提交表单',
  help: '显示此帮助',
}
export type HelpKey = keyof typeof zh

export const useHelpText = texts('help', zh, {
  walk: 'Move through the list',
  open: 'Open the row',
  close: 'Close the record or the dialog',
  create: 'New request',
  find: 'Search',
  select: 'Select the row',
  step: "Take one of the record's steps",
  submit: 'Send the form',
  help: 'Show this help',
})
