import type { Dice } from './dice.ts'

// Surnames roughly by how common they are; given names put together from characters that people use. Whoever bears
// such a name in life has nothing to do with this company.
const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周王李张刘陈杨王李张刘王李张',
  ...'徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤',
]
const COMPOUND = ['欧阳', '司马', '上官', '诸葛', '慕容', '尉迟']
const OTHERS = ['买买提·艾力', '阿依古丽·努尔', 'John Smith', 'Maria Garcia', '朴志勋', '次仁卓玛']
const MEN = [...'伟强磊军洋勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆晨轩睿博文志国建新海东林峰毅']
const WOMEN = [...'芳娜敏静丽娟艳霞秀英玲燕红梅琳雪慧颖洁婷倩雯怡佳欣悦涵萱琪瑶梦雅岚菲薇蕾']

export interface Name {
  text: string
  surname: string
}

/** A person's name; with `surname` somebody of that family. */
export function personName(dice: Dice, surname?: string): Name {
  if (!surname && dice.chance(0.004)) {
    const text = dice.pick(OTHERS)
    return { text, surname: text }
  }
  const family = surname ?? (dice.chance(0.01) ? dice.pick(COMPOUND) : dice.pick(SURNAMES))
  const pool = dice.chance(0.5) ? MEN : WOMEN
  const given = dice.pick(pool) + (dice.chance(0.68) ? dice.pick(pool) : '')
  return { text: family + given, surname: family }
}

const WORDS = '云帆 启明 恒信 远航 青禾 蓝湾 嘉禾 锦程 卓越 星辰 万象 瑞安 同舟 晨曦 致远 博雅 天成 优品'.split(' ')
const TRADES = '科技 贸易 文化传媒 餐饮管理 教育咨询 建筑设计 财务咨询 软件 广告 健康管理'.split(' ')
const SHOPS = '便利店 面馆 药房 理发店 水果店 花店 奶茶店 洗衣店 文具店 烘焙坊 宠物店 茶庄'.split(' ')

export const firmName = (dice: Dice) => `${dice.pick(WORDS)}${dice.pick(TRADES)}有限公司(演示)`
export const shopName = (dice: Dice) => `${dice.pick(WORDS)}${dice.pick(SHOPS)}(演示)`

/**
 * The n-th telephone number of the demo, 199 0000 0000 to 199 0000 9999. No range of Chinese numbers is set aside for
 * invented ones; numbers with four zeros after 199 are the most evidently made up. Demo mode never sends an SMS.
 */
export function demoPhone(n: number): string {
  // 3571 has no factor in common with 10,000, so the numbers do not repeat and neighbours do not follow each other
  return `1990000${String((n * 3571 + 1357) % 10_000).padStart(4, '0')}`
}
export const staffPhone = (n: number) => `1980000${String(1000 + n)}`
