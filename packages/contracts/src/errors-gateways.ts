import { type ErrorText, e } from './error-text.ts'

/** What can be wrong with a gateway, and with codes that leave by it. */
export const gatewayErrors = {
  'gateways.badUrl': e(
    'invalid',
    '网关地址须形如 https://主机/路径，不含账号、口令和 # 之后的部分，请改正。',
    'The address must look like https://host/path, without user, password or anything after #. Correct it.',
  ),
  'gateways.insecure': e(
    'invalid',
    '网关地址须以 https:// 开头；只有网关就在本机（localhost、127.0.0.1）时才可用 http://。',
    'The address must begin with https://; http:// is for a gateway on this very machine (localhost, 127.0.0.1) only.',
  ),
  'gateways.forbiddenAddress': e(
    'invalid',
    '该地址属于链路本地、组播或保留地址，不能用作网关，请填写网关的实际地址。',
    'That is a link-local, multicast or reserved address, which no gateway has. Give its real address.',
  ),
  'gateways.keyNeeded': e(
    'invalid',
    '首次接通，或更换了网关地址，须填写密钥（32 至 200 个字母、数字或符号）。',
    'A new connection, or another address, needs the key (32 to 200 letters, digits or signs).',
  ),
  'gateways.notConnected': e(
    'notAllowedNow',
    '该渠道尚未接通网关，请先填写网关地址和密钥并保存。',
    'No gateway is connected for this channel. Give its address and key first.',
  ),
  'gateways.badSignature': e(
    'unauthenticated',
    '签名不符或已过期，请核对密钥、密钥编号、时间与签名方法。',
    'The signature is wrong or too old. Check key, id of the key, clock and way of signing.',
  ),
  'messages.needed': e(
    'invalid',
    '此类通知需要您答复，请至少保留一种接收方式。',
    'These notices wait for your word. Keep at least one way to get them.',
  ),
  'messages.notYours': e(
    'invalid',
    '您不会收到此类通知，请刷新后重选。',
    'You do not get such notices. Refresh and choose again.',
  ),
  'messages.notWaiting': e(
    'notAllowedNow',
    '该消息已发出或已结束，不能取消，请刷新后查看。',
    'This message has left or is done with, so it cannot be cancelled. Refresh and look again.',
  ),
  'messages.cannotRetry': e(
    'notAllowedNow',
    '该消息已发出、正在发送，或内容没有保留（如验证码），不能重发。',
    'This message has left, is on its way, or its content was not kept (a code): it cannot be sent again.',
  ),
  'gateways.setByServer': e(
    'notAllowedNow',
    '该网关由服务器设置接通，不能在此断开；请修改服务器设置，或在此填写本公司自己的网关。',
    'The server’s own settings connect this gateway, so it cannot be disconnected here. Change them, or connect one of your own.',
  ),
  'identity.smsFailed': e(
    'notAllowedNow',
    '验证码短信没有发送成功，请一分钟后再试；仍不成功的，请联系物业服务中心。',
    'The text message with your code could not be sent. Try again in a minute; if it fails again, ask the service centre.',
  ),
  'identity.codesToday': e(
    'limit',
    '该手机号 24 小时内获取验证码已达 {limit} 次，请 {hours} 小时后再试，或联系物业服务中心。',
    'This phone has asked for {limit} codes within 24 hours. Try again in {hours} hours, or ask the service centre.',
  ),
} as const satisfies Record<string, ErrorText>
