import type { Concept } from './concepts.ts';

/**
 * How the word lists of `naughty-words` (LDNOOBW, CC BY 4.0) are used here. They were made to keep words out of search
 * suggestions, so they also hold everyday words, words of other languages, mild insults, tame anatomy and games, which
 * would take innocent prompts apart. `except` removes such entries from a list; where they are the majority, `only` names
 * what stays. What remains is what a picture should not be asked for: explicit sex, sexual violence, slurs, hard swearing.
 */
export interface ListUse {
  /** What most of its entries mean. */
  readonly concept: Concept;
  readonly except?: string;
  readonly only?: string;
}

export type ListLanguage =
  | 'en'
  | 'zh'
  | 'es'
  | 'fr'
  | 'de'
  | 'ja'
  | 'ko'
  | 'pt'
  | 'ru'
  | 'hi'
  | 'it'
  | 'ar'
  | 'nl'
  | 'pl'
  | 'tr'
  | 'sv'
  | 'no'
  | 'da'
  | 'fi'
  | 'cs'
  | 'hu'
  | 'th'
  | 'fa'
  | 'fil';

export const LIST_USES: Readonly<Record<ListLanguage, ListUse>> = {
  en: {
    concept: 'porn',
    // Riding, food, games, music, animals, films, names, plain English.
    except:
      'intercourse|strappado|pubes|anus|rectum|sexual|sexually|genitals|nipples|nipple|ejaculation|sadism|panties|panty|dendrophilia|shibari|lovemaking|poon|quim|erotism|homoerotic|twink|butt cheeks|menage a trois|honkey|live sex acts|yaoi|clover clamps|prince albert piercing|sodomize|ball gravy|big knockers|smut|smutty|alabama hot pocket|alaskan pipeline|babeland|ball kicking|bareback|barenaked|bastinado|big black|birdlock|butt|chocolate rosebuds|cornhole|dingleberry|dingleberries|dirty pillows|domination|escort|eunuch|fecal|fingering|fuck buttons|girl on|girl on top|guro|hard core|hardcore|hot carl|hot chick|huge fat|jelly donut|leather restraint|leather straight jacket|lemon party|make me come|mong|mr hands|negro|octopussy|pegging|pleasure chest|poof|rimming|rusty trombone|santorum|scat|scissoring|sexuality|shota|shrimping|skeet|snatch|snowballing|spunk|strap on|suck|sucks|sultry women|swinger|tainted love|taste my|tied up|tight white|tit|tongue in a|tushy|twinkie|viagra|cialis|violet wand|wrapping men|wrinkled starfish|xx|xxx|🖕',
  },
  zh: {
    concept: 'porn',
    // Single characters that live inside everyday words (性能, 牛奶, 卵石), family, animals, food, places, chairs, mild insults.
    except:
      '外阴|奸|奸你|军妓|插你|干你|他奶奶的|你奶奶的|奶奶的熊|你奶奶的熊|他奶娘的|娘的|你娘咧|小乳头|妳娘的|13.|13点|十三点|下三烂|下贱|九游|乳|交配|他奶奶|他妈|他娘|你全家|你妈|你娘|你是鸡|你是鸭|几八|几叭|几巴|几芭|刚度|刚瘪三|包皮|卵|卵子|大卵子|大卵泡|小卵子|小卵泡|口肯|后庭|吹箫|处女|奶|奸|妈妈的|妓|密洞|射你|小瘪三|小肉粒|屁股|幹|干七八|性|性无能|懒8|懒八|懒叫|懒教|成人|打炮|打飞机|撒尿|放荡|日批|月经|机八|机巴|机机歪歪|杂种|柒|激情|爛|玉杵|瓜娃子|瓜婆娘|瓜批|白烂|白痴|白癡|祖宗|私服|笨蛋|精子|老二|老味|老母|老瘪三|肉壁|肥西|花柳|賤|贝肉|迷药|逼|野鸡|阳萎|靠北|靠母|靠爸|靠背|靠腰|鬼公|鸡8|鸡八|鸡叭|鸡鸡|小鸡鸡|龟儿子|㞗|尻|𨳊|鳩|𡳞|撚|粉腸|笨實|屎忽|躝癱|你老闆|你老味|硬膠|狗屁|王八蛋|瘪三|姘头|烂货|仆街|册那|塞你公|塞你爸|塞你老师|驶你公|驶你爸|驶你老师',
  },
  es: {
    concept: 'oath',
    except:
      'asesinato|asno|bollera|caca|chupada|chupetón|concha|drogas|fiesta de salchichas|heroína|idiota|imbécil|infierno|maciza|maldito|martillo|orina|pedo|pervertido|pinche|pis|racista|sádico|tía buena|travesti|trio',
  },
  fr: {
    concept: 'oath',
    // Kisses, cats, fish, sheaves, pedals, chimney sweeps; and con, bite, bitte, suce, which are words elsewhere.
    except:
      'baiser|bander|bigornette|bite|bitte|bloblos|bordel|bourré|bourrée|brackmard|brouter le cresson|caca|chatte|chiottes|con|conne|cul|déconne|déconner|emmerdant|folle|gerbe|gerber|grande folle|gueule|jouir|malpt|meuf|negro|palucher|pédale|péter|pipi|pisser|ramoner|suce|tanche|tapette|tringler|trique|troncher|zigounette|zizi',
  },
  de: {
    concept: 'oath',
    // Pugs, rose windows, shoe polish, grimaces, cats, birds in the dative.
    except:
      'bimbo|bratze|bonze|dödel|flittchen|fratze|hackfresse|ische|kackbratze|kacke|kacken|kackwurst|kimme|lümmel|möpse|morgenlatte|mufti|muschi|pinkeln|pissen|pisser|popel|poppen|reudig|rosette|schabracke|schiesser|schnackeln|vögeln|vollpfosten|wichse',
  },
  ja: {
    concept: 'porn',
    only: 'アナル|アナリングス|アスホール|イラマチオ|エッチ|オナニー|オマンコ|おっぱい|オッパイ|オーガズム|クリトリス|クンニリングス|ゴックン|スカトロ|セックス|ソドミー|ちんこ|ディルド|トップレス|ニガー|ヌード|パイパン|ビッチ|ファック|フェラチオ|ふたなり|ペニス|ペニスバンド|ポルノ|ポルノグラフィー|マスターベーション|まんこ|やりまん|レイプ|淫乱|陰毛|騎上位|巨根|巨乳|強姦犯|緊縛|近親相姦|児童性虐待|射精|手コキ|獣姦|性交|精液|大陰唇|中出し|潮吹き女|乳首|売春婦|幼児性愛者|裸の女性|乱交|輪姦|肛門|膣',
  },
  ko: {
    concept: 'oath',
    // Korean glues particles to words, so only what no everyday word begins with can stay.
    only: '강간|개새끼|개자식|개좆|거유|계집년|니기미|딸딸이|몰카|미친새끼|빠구리|사까시|섹스|쌍놈|씨발|씨발놈|씨팔|씹물|씹새끼|야동|야애니|잡년|좆|죽일년|쥐좆|직촬|짱깨|쪽바리|창녀|포르노|화냥년|후레아들',
  },
  pt: {
    concept: 'oath',
    // Spiders, deer, donkeys, chickens, taps, beer, baguettes, copper's symbol, plain orientation.
    except:
      'aborto|amador|aranha|ariano|balalao|bicha|biscate|bissexual|boob|braulio de borracha|bumbum|burro|cacete|cagar|camisinha|cerveja|chupar|cocaína|comer|consolo|corno|cu|dum raio|fecal|frango assado|gozar|grelho|heroína|heterosexual|homem gay|homosexual|inferno|lésbica|mama|passar um cheque|pau|peidar|pinto|queca|saco|torneira|transar|veado|xana',
  },
  ru: {
    concept: 'oath',
    // Bulls, roosters, wafers, hills, bare woods, figs, horseradish and idioms without an offensive word.
    except:
      "обнаженный|bychara|byk|gol|perdet|petuh|svoloch|styervo|sukin syn|vafl'a|vafli lovit|uboy|podi ku'evo|po'imat' na konchik|pososi moyu konfetku|бугор|встать раком|голый|другой дразнится|играть на кожаной флейте|какая разница|курите мою трубку|лысого в кулаке гонять|мент|на фиг|офигеть|ты мне ваньку не валяй|фига|хапать|хохол|хрен|хер с ней|хер с ним|ссать",
  },
  hi: {
    concept: 'oath',
    only: 'balatkar|balatkari|behen chod|beti chod|bhadva|bhosad|bhosadi ke|chodu|choot|chootia|chootiya|chudai khanaa|chutia|chutiya|gaand|gandu|haramzade|jhant|lund choos|maa ki chut|madar chod|madarchod|mutthal|raand|teri maa ki chut',
  },
  it: {
    concept: 'oath',
    only: 'ammucchiata|bagascia|baldracca|battona|bocchino|cazzata|cazzo|cazzone|ciucciami il cazzo|coglione|coglioni|culattone|culo|ditalino|figlio di puttana|fottere|fottersi|frocio|leccaculo|merda|mignotta|minchia|minchione|nerchia|patonza|pompino|porca madonna|porca puttana|puttana|sborra|sborrata|spompinare|stronza|stronzata|stronzo|sverginare|testa di cazzo|tette|vaffanculo',
  },
  ar: {
    concept: 'oath',
    only: 'سكس|طيز|شرموطة|قحبة|متناك|متناكة|عاهرة|لواط|لوطي|اغتصاب',
  },
  nl: {
    concept: 'oath',
    only: 'afrukken|beffen|boerelul|botergeil|flikker|geilneef|godverdomme|gratenkut|hoer|hoerenloper|klootzak|kontneuken|kut|neuken|opgeilen|paardelul|rothoer|schijten|slet|snol|stoephoer|trottoirteef',
  },
  pl: {
    concept: 'oath',
    except: 'cyc|debil|dmuchać|dupek|duperele|jajco|jajko|pieprzyć|pierdzieć|rzygać|sraczka|suka|syf',
  },
  tr: {
    concept: 'oath',
    only: 'amcık|amcıklar|göt|götü|götveren|götverenler|kaltak|kaltaklar|orospu|orospular|orospunun|orospuya|saksocu|siktir|sikmek|sıçmak|taşak|taşaklar|yarak|yarağı|yaraklar',
  },
  sv: {
    concept: 'oath',
    only: 'discofitta|fitta|knulla|kuk|kuksås|nigger|neger|runka|röv|rövhål|rövknulla|snedfitta',
  },
  no: {
    concept: 'oath',
    only: 'asshole|faen|fitte|forjævlig|fuck|føkk|føkka|jævla|jævlig|kuk|kuken|kuker|morraknuller|nigger|pikk|ræva|ståpikk|ståpikker|svartheiteste',
  },
  da: {
    concept: 'oath',
    only: 'bøsserøv|fisse|fissehår|fuck|hestepik|kussekryller|pikhår|pikslugeri|piksutteri|røv|røvhul',
  },
  fi: {
    concept: 'oath',
    only: 'hevonvittu|huorata|kusipää|kyrpä|kyrpänaama|mulkku|neekeri|nussia|nussija|nussinta|paskapää|perkele|persereikä|pillu|pillut|runkata|runkkari|vittu|vittuilla|vittumainen|vitun',
  },
  cs: {
    concept: 'oath',
    except: 'bordel|čumět|debil|držka|flundra|kunda|chcanky|píchat|žrát',
  },
  hu: {
    concept: 'oath',
    except:
      'barmok|barmokat|barmot|barom|buksza|bukszák|bukszákat|bukszát|búr|búrok|fing|fingok|fingokat|fingot|franc|francok|francokat|francot|kúr|marha|marhák|marhákat|marhát|megdöglik|pina|pinák|pinákat|pinát|pele|pelék|pofa|pofákat|pofát',
  },
  th: {
    concept: 'oath',
    only: 'กระเด้า|กระหรี่|ควย|เย็ด|หี|หญิงชาติชั่ว|รูตูด|น้ําแตก|อมนกเขา',
  },
  fa: {
    concept: 'oath',
    only: 'پورن|پورنو|سکس|سکسی|جنده|کسکش|کونکش|کیر',
  },
  fil: {
    concept: 'oath',
    only: 'puta ka|putang ina|tang ina|tangina|kantot|jakol|anak ka ng puta',
  },
};
