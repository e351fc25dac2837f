"""The sound of a Chinese character without its tone, for asking whether two names sound alike; costs nothing at the start.

GB 2312 sets its 3755 everyday characters in the order of their sounds, so that the first one of each sound tells all of
them. Names of estates use some rarer ones, which stand beside. The whole table of pypinyin takes longer to load than a
keystroke may last.
"""

import re
from bisect import bisect_right
from functools import lru_cache

_FIRST = (
    "a啊 ai埃 an鞍 ang肮 ao凹 ba芭 bai白 ban斑 bang邦 bao苞 bei杯 ben奔 beng崩 bi逼 bian鞭 biao标 bie鳖 bin彬 bing兵 bo玻 bu捕 "
    "ca擦 cai猜 can餐 cang苍 cao操 ce厕 ceng层 cha插 chai拆 chan搀 chang昌 chao超 che车 chen郴 cheng撑 chi吃 chong充 chou抽 "
    "chu初 chuai揣 chuan川 chuang疮 chui吹 chun春 chuo戳 ci疵 cong聪 cou凑 cu粗 cuan蹿 cui摧 cun村 cuo磋 da搭 dai呆 dan耽 "
    "dang当 dao刀 de德 deng蹬 di堤 dian颠 diao碉 die跌 ding丁 diu丢 dong东 dou兜 du督 duan端 dui堆 dun墩 duo掇 e蛾 en恩 er而 "
    "fa发 fan藩 fang坊 fei菲 fen芬 feng丰 fo佛 fou否 fu夫 ga噶 gai该 gan干 gang冈 gao篙 ge哥 gei给 gen根 geng耕 gong工 gou钩 "
    "gu辜 gua刮 guai乖 guan棺 guang光 gui瑰 gun辊 guo锅 ha哈 hai骸 han酣 hang夯 hao壕 he呵 hei嘿 hen痕 heng哼 hong轰 hou喉 "
    "hu呼 hua花 huai槐 huan欢 huang荒 hui灰 hun荤 huo豁 ji击 jia嘉 jian歼 jiang僵 jiao蕉 jie揭 jin巾 jing荆 jiong炯 jiu揪 "
    "ju鞠 juan捐 jue撅 jun均 ka喀 kai开 kan刊 kang康 kao考 ke坷 ken肯 keng坑 kong空 kou抠 ku枯 kua夸 kuai块 kuan宽 kuang匡 "
    "kui亏 kun坤 kuo括 la垃 lai莱 lan蓝 lang琅 lao捞 le勒 lei雷 leng棱 li厘 lia俩 lian联 liang粮 liao撩 lie列 lin琳 ling玲 "
    "liu溜 long龙 lou楼 lu芦 lv驴 luan峦 lve掠 lun抡 luo萝 ma妈 mai埋 man瞒 mang芒 mao猫 me么 mei玫 men门 meng萌 mi眯 mian棉 "
    "miao苗 mie蔑 min民 ming明 miu谬 mo摸 mou谋 mu拇 na拿 nai氖 nan南 nang囊 nao挠 ne呢 nei馁 nen嫩 neng能 ni妮 nian蔫 "
    "niang娘 niao鸟 nie捏 nin您 ning柠 niu牛 nong脓 nu奴 nv女 nuan暖 nve虐 nuo挪 o哦 ou欧 pa啪 pai拍 pan攀 pang乓 pao抛 pei呸 "
    "pen喷 peng砰 pi坯 pian篇 piao飘 pie撇 pin拼 ping乒 po坡 pu扑 qi期 qia掐 qian牵 qiang枪 qiao橇 qie切 qin钦 qing青 "
    "qiong琼 qiu秋 qu趋 quan圈 que缺 qun裙 ran然 rang瓤 rao饶 re惹 ren壬 reng扔 ri日 rong戎 rou揉 ru茹 ruan软 rui蕊 run闰 "
    "ruo若 sa撒 sai腮 san三 sang桑 sao搔 se瑟 sen森 seng僧 sha莎 shai筛 shan珊 shang墒 shao梢 she奢 shen砷 sheng声 shi师 "
    "shou收 shu蔬 shua刷 shuai摔 shuan栓 shuang霜 shui谁 shun吮 shuo说 si斯 song松 sou搜 su苏 suan酸 sui虽 sun孙 suo蓑 ta塌 "
    "tai胎 tan坍 tang汤 tao掏 te特 teng藤 ti梯 tian天 tiao挑 tie贴 ting厅 tong通 tou偷 tu凸 tuan湍 tui推 tun吞 tuo拖 wa挖 "
    "wai歪 wan豌 wang汪 wei威 wen瘟 weng嗡 wo挝 wu巫 xi昔 xia瞎 xian掀 xiang相 xiao萧 xie楔 xin薪 xing星 xiong兄 xiu休 xu墟 "
    "xuan轩 xue靴 xun勋 ya压 yan焉 yang殃 yao邀 ye椰 yi一 yin茵 ying英 yo哟 yong拥 you幽 yu迂 yuan鸳 yue曰 yun耘 za匝 zai栽 "
    "zan咱 zang赃 zao遭 ze责 zei贼 zen怎 zeng增 zha扎 zhai摘 zhan瞻 zhang樟 zhao招 zhe遮 zhen珍 zheng蒸 zhi芝 zhong中 "
    "zhou舟 zhu珠 zhua抓 zhuai拽 zhuan专 zhuang桩 zhui椎 zhun谆 zhuo捉 zi兹 zong鬃 zou邹 zu租 zuan钻 zui嘴 zun尊 zuo昨 "
)
"""Each sound with the first character that has it, in the order of GB 2312."""
_RARER = (
    "ai嫒 an桉 ao遨 ba灞鲅 bei蓓陂 ben贲 bi俾吡璧 biao杓 bin缤镔豳 bing邴 cai偲 can粲 cao漕 chan浐婵廛 "
    "chang阊徜菖 chen宸谌 cheng晟埕柽 chi坻墀茌 chong翀 chu刍杵 chuan钏 cong琮 cuan爨 cui萃 dai黛岱埭 "
    "dan澹萏儋 dang砀 di邸镝棣砥荻 dong垌 dou窦 du牍 duo铎 er迩 fa垡 fan梵 fang舫 fei翡妃霏 feng沣酆 "
    "fu滏芙孚莩郛馥麸 gang罡 gao藁郜 ge仡 gen艮 gu鹄 guan莞 guo呙 han晗瀚菡焓邗 hao昊濠灏皓 heng蘅桁 hong泓闳 "
    "hu囫岵扈滹祜 hua骅铧桦 huan圜寰郇 huang湟潢篁 hui麾晖荟蕙哕翚 ji佶畿矶稷霁 jia岬葭迦郏 jian锏 jiang绛茳 jiao峤姣 "
    "jie喈碣颉 jin瑾缙槿 jing璟婧憬旌菁靓 ju掬橘莒钜雎 juan隽鄄 jun珺 kai铠恺 ke珂 ku堀 kui夔逵隗馗 kun琨锟鲲 lai涞徕赉 "
    "lan蘭岚 lang阆蒗 lao崂 le叻 lei耒 li骊鹂郦藜俪枥栎溧澧砺莅逦醴 lian潋奁濂 liao尥蓼 lin麟廪粼蔺 ling翎苓酃 liu镏旒 "
    "long珑 lu鹭渌泸栌逯 luo漯雒 lv闾 man缦 mang邙 mei湄嵋 meng勐 mi宓谧 miao缈 min岷 ming洺茗 mo茉谟 nan囡楠 "
    "ni旎 nian埝 ning甯 nong侬 ou瓯 pa杷 pan泮蟠 pang逄 pao匏 pi邳枇郫 ping娉 po珀鄱 pu璞濮 qi琪麒骐绮俟杞淇蕲颀 "
    "qian芊茜阡倩虔 qiao谯 qie郄 qin噙溱 qing磬箐 qiong邛 qu蕖蘧衢 quan荃绻铨 ran苒 ren仞葚 rong嵘镕榕 rui蕤芮睿 "
    "ruo箬 shan剡鄯 shang觞 she佘厍畲 shen莘燊 sheng嵊笙 shou绶 shu姝 shuo铄 song淞嵩 su愫涑谡 sui睢邃 "
    "sun隼 tai邰 tan郯 tang瑭傥 tao韬 ti缇倜悌 tian湉 tong佟 tu菟 tuo佗坨 wai崴 wan菀 wang辋 wei炜薇葳帏帷隈 "
    "wen汶 wo幄 wu庑邬骛 xi玺禧熹曦隰僖奚嬉樨羲翕郗 xia遐 xian冼 xiang庠缃 xiao潇筱骁 xie廨撷榭 xin馨昕鑫歆 xing陉 "
    "xiu岫庥 xu勖盱 xuan璇暄萱铉煊瑄 xun洵浔 yan焱俨妍琰郾鄢 yang徉 ye烨晔邺 yi旖熠漪峄刈埸弈怡怿懿猗祎翊迤黟 yin鄞胤 "
    "ying瀛滢嬴璎茔郢颍 yong邕墉甬镛 you宥柚牖 yu瑜钰昱煜俣彧毓禺萸 yuan沅塬瑗鸢 yue樾玥 yun郓芸昀筠纭 zan瓒 ze赜 zeng锃 "
    "zha楂 zhang璋鄣 zhao钊 zhe喆柘 zhen蓁圳桢榛祯轸 zheng峥钲 zhi芷摭郅陟 zhong冢 zhu伫竺 zi锱梓訾 zou鄹 "
)
"""Each sound with the rarer characters that have it."""


def _code(char: str) -> int:
    """Where a character stands among the everyday ones; 0 = it is none of them."""
    try:
        code = int.from_bytes(char.encode("gb2312"))
    except UnicodeEncodeError:
        return 0
    return code if 0xB0A1 <= code < 0xD800 else 0


_SOUNDS = tuple(word[:-1] for word in _FIRST.split())
_CODES = tuple(_code(word[-1]) for word in _FIRST.split())


_OF_RARER = {char: sound for sound, chars in re.findall("([a-z]+)([^a-z ]+)", _RARER) for char in chars}


@lru_cache(maxsize=8192)
def sound_of(char: str) -> str:
    """Its usual reading without the tone: jin; the character itself where none is known."""
    code = _code(char)
    return _SOUNDS[bisect_right(_CODES, code) - 1] if code else _OF_RARER.get(char, char)


@lru_cache(maxsize=8192)
def heard(text: str) -> tuple[str, ...]:
    """What is heard on the phone, character for character: zh is z there, and ing is in."""
    return tuple(_heard(sound_of(char)) for char in text)


def _heard(sound: str) -> str:
    if sound[1:2] == "h" and sound[0] in "zcs":
        sound = sound[0] + sound[2:]
    return sound[:-1] if sound.endswith(("ing", "eng")) else sound
