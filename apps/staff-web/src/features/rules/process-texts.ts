import { texts } from '@sims/ui'

export const useProcessContentText = texts(
  'processContent',
  {
    download: '下载流程文件',
    upload: '上传流程文件',
    paste: '粘贴流程内容',
    pasteHere: '在此粘贴 JSON 内容',
    take: '检查并采用',
    cancel: '取消',
    hint: '流程以 JSON 文件编辑：先下载，修改后再上传，这里会画出流程并标出问题。',
    notJson: '“{{name}}”不是有效的 JSON，请检查后重新上传。{{reason}}',
    tooLarge: '内容超过 1 MB，请检查是否选错了文件。',
    unfit: '有写法错误，草稿未作改动。请改正下列问题后重新上传。',
    pasted: '粘贴的内容',
    backToDraft: '返回草稿',
  },
  {
    download: 'Download the process',
    upload: 'Upload a process',
    paste: 'Paste a process',
    pasteHere: 'Paste its JSON here',
    take: 'Check and take',
    cancel: 'Cancel',
    hint: 'A process is edited as a JSON file: download it, change it, upload it. Here it is drawn, with what is wrong.',
    notJson: '“{{name}}” is not valid JSON. Check it and upload it again. {{reason}}',
    tooLarge: 'This is more than 1 MB. Is it the right file?',
    unfit:
      'It is not written as it must be, so the draft stays as it was. Correct what is listed, then upload it again.',
    pasted: 'What was pasted',
    backToDraft: 'Back to the draft',
  },
)
