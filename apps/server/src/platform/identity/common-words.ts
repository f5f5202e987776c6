/** What people build passwords of; a password that is little else is no secret. Lower case, Latin letters. */
export const COMMON_WORDS: readonly string[] = `
password passwd passw0rd pass pwd admin administrator root user guest test tester testing demo default welcome login
letmein master monkey dragon sunshine princess football baseball basketball superman batman shadow michael jordan
jennifer hunter killer summer winter spring autumn january february march april may june july august september october
november december monday tuesday wednesday thursday friday saturday sunday secret hello world love loveyou iloveyou
forever freedom whatever trustno access account server system manager service support office public private computer
internet network security secure changeme change temp temporary newpass oracle mysql postgres postgresql sqlserver
database cisco huawei xiaomi tencent alibaba alipay taobao baidu weixin wechat qq lenovo apple google microsoft windows
linux android iphone samsung facebook twitter github amazon aliyun company corp group china chinese beijing shanghai
guangzhou shenzhen tianjin chongqing chengdu hangzhou wuhan nanjing suzhou xian changsha shenyang qingdao zhengzhou
dalian dongguan ningbo xiamen fuzhou wuxi hefei kunming harbin jinan foshan changchun wenzhou shijiazhuang nanning
guiyang nanchang taiyuan lanzhou haikou zhongguo zhonghua woaini woaiwo woaiwojia aini baobei baobao laogong laopo
qinai mima denglu yonghu guanli guanliyuan xitong wuye wuyeguanli fuwu kefu gongsi zhanghao ceshi xiaoqu yezhu
zhuhu baoxiu weixiu jingli zongjingli yuangong shouji dianhua nihao xiexie shengri kuaile xinnian gongxi facai fafafa
zhangwei wangwei liwei wangfang lina zhangmin lijing wangjing liuwei zhangli wangli liming xiaoming zhangsan lisi wangwu
wang zhang chen yang zhao huang zhou liu sims asdf qwer zxcv qaz wsx edc abc xyz aaa iii one two three king queen angel
star happy lucky money dollar coffee cookie banana orange cheese chocolate flower family mother father sister brother
baby honey sweet purple yellow green black white silver golden diamond phoenix tiger lion eagle mustang ferrari
porsche mercedes toyota honda nissan yamaha harley ginger pepper maggie charlie daniel thomas robert andrew joshua
george matthew jessica ashley amanda nicole samantha starwars pokemon naruto matrix merlin ranger soccer hockey
liverpool arsenal chelsea barcelona realmadrid jesus christ heaven blessed qwerty azerty dvorak keyboard
`
  .trim()
  .split(/\s+/)

/** Rows, columns and runs that a finger follows, as unshifted keys. Read in both directions. */
export const KEY_WALKS: readonly string[] = [
  '1234567890-=',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'qawsedrftgyhujikolp',
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789',
  '147258369',
  '5201314',
  '1314520',
  '520520',
]
