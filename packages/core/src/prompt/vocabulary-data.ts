/**
 * How the word lists of `naughty-words` (LDNOOBW, CC BY 4.0) are used here. They were made to keep words out of search
 * suggestions, so they also hold everyday words, words of other languages, mild insults, tame anatomy and games, which
 * would take innocent prompts apart. `except` removes such entries from a list; where they are the majority, `only` names
 * what stays. What remains is what a picture should not be asked for: explicit sex, sexual violence, slurs, hard swearing.
 */
export interface ListUse {
  readonly except?: string;
  readonly only?: string;
}

export type Language =
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

export const LIST_USES: Readonly<Record<Language, ListUse>> = {
  en: {
    // Riding, food, games, music, animals, films, names, plain English.
    except:
      'alabama hot pocket|alaskan pipeline|babeland|ball kicking|bareback|barenaked|bastinado|big black|birdlock|butt|chocolate rosebuds|cornhole|dingleberry|dingleberries|dirty pillows|domination|escort|eunuch|fecal|fingering|fuck buttons|girl on|girl on top|guro|hard core|hardcore|hot carl|hot chick|huge fat|jelly donut|leather restraint|leather straight jacket|lemon party|make me come|mong|mr hands|negro|octopussy|pegging|pleasure chest|poof|rimming|rusty trombone|santorum|scat|scissoring|sexuality|shota|shrimping|skeet|snatch|snowballing|spunk|strap on|suck|sucks|sultry women|swinger|tainted love|taste my|tied up|tight white|tit|tongue in a|tushy|twinkie|viagra|cialis|violet wand|wrapping men|wrinkled starfish|xx|xxx|🖕',
  },
  zh: {
    // Single characters that live inside everyday words (性能, 牛奶, 卵石), family, animals, food, places, chairs, mild insults.
    except:
      '13.|13点|十三点|下三烂|下贱|九游|乳|交配|他奶奶|他妈|他娘|你全家|你妈|你娘|你是鸡|你是鸭|几八|几叭|几巴|几芭|刚度|刚瘪三|包皮|卵|卵子|大卵子|大卵泡|小卵子|小卵泡|口肯|后庭|吹箫|处女|奶|奸|妈妈的|妓|密洞|射你|小瘪三|小肉粒|屁股|幹|干七八|性|性无能|懒8|懒八|懒叫|懒教|成人|打炮|打飞机|撒尿|放荡|日批|月经|机八|机巴|机机歪歪|杂种|柒|激情|爛|玉杵|瓜娃子|瓜婆娘|瓜批|白烂|白痴|白癡|祖宗|私服|笨蛋|精子|老二|老味|老母|老瘪三|肉壁|肥西|花柳|賤|贝肉|迷药|逼|野鸡|阳萎|靠北|靠母|靠爸|靠背|靠腰|鬼公|鸡8|鸡八|鸡叭|鸡鸡|小鸡鸡|龟儿子|㞗|尻|𨳊|鳩|𡳞|撚|粉腸|笨實|屎忽|躝癱|你老闆|你老味|硬膠|狗屁|王八蛋|瘪三|姘头|烂货|仆街|册那|塞你公|塞你爸|塞你老师|驶你公|驶你爸|驶你老师',
  },
  es: {
    except:
      'asesinato|asno|bollera|caca|chupada|chupetón|concha|drogas|fiesta de salchichas|heroína|idiota|imbécil|infierno|maciza|maldito|martillo|orina|pedo|pervertido|pinche|pis|racista|sádico|tía buena|travesti|trio',
  },
  fr: {
    // Kisses, cats, fish, sheaves, pedals, chimney sweeps; and con, bite, bitte, suce, which are words elsewhere.
    except:
      'baiser|bander|bigornette|bite|bitte|bloblos|bordel|bourré|bourrée|brackmard|brouter le cresson|caca|chatte|chiottes|con|conne|cul|déconne|déconner|emmerdant|folle|gerbe|gerber|grande folle|gueule|jouir|malpt|meuf|negro|palucher|pédale|péter|pipi|pisser|ramoner|suce|tanche|tapette|tringler|trique|troncher|zigounette|zizi',
  },
  de: {
    // Pugs, rose windows, shoe polish, grimaces, cats, birds in the dative.
    except:
      'bimbo|bratze|bonze|dödel|flittchen|fratze|hackfresse|ische|kackbratze|kacke|kacken|kackwurst|kimme|lümmel|möpse|morgenlatte|mufti|muschi|pinkeln|pissen|pisser|popel|poppen|reudig|rosette|schabracke|schiesser|schnackeln|vögeln|vollpfosten|wichse',
  },
  ja: {
    only: 'アナル|アナリングス|アスホール|イラマチオ|エッチ|オナニー|オマンコ|おっぱい|オッパイ|オーガズム|クリトリス|クンニリングス|ゴックン|スカトロ|セックス|ソドミー|ちんこ|ディルド|トップレス|ニガー|ヌード|パイパン|ビッチ|ファック|フェラチオ|ふたなり|ペニス|ペニスバンド|ポルノ|ポルノグラフィー|マスターベーション|まんこ|やりまん|レイプ|淫乱|陰毛|騎上位|巨根|巨乳|強姦犯|緊縛|近親相姦|児童性虐待|射精|手コキ|獣姦|性交|精液|大陰唇|中出し|潮吹き女|乳首|売春婦|幼児性愛者|裸の女性|乱交|輪姦|肛門|膣',
  },
  ko: {
    // Korean glues particles to words, so only what no everyday word begins with can stay.
    only: '강간|개새끼|개자식|개좆|거유|계집년|니기미|딸딸이|몰카|미친새끼|빠구리|사까시|섹스|쌍놈|씨발|씨발놈|씨팔|씹물|씹새끼|야동|야애니|잡년|좆|죽일년|쥐좆|직촬|짱깨|쪽바리|창녀|포르노|화냥년|후레아들',
  },
  pt: {
    // Spiders, deer, donkeys, chickens, taps, beer, baguettes, copper's symbol, plain orientation.
    except:
      'aborto|amador|aranha|ariano|balalao|bicha|biscate|bissexual|boob|braulio de borracha|bumbum|burro|cacete|cagar|camisinha|cerveja|chupar|cocaína|comer|consolo|corno|cu|dum raio|fecal|frango assado|gozar|grelho|heroína|heterosexual|homem gay|homosexual|inferno|lésbica|mama|passar um cheque|pau|peidar|pinto|queca|saco|torneira|transar|veado|xana',
  },
  ru: {
    // Bulls, roosters, wafers, hills, bare woods, figs, horseradish and idioms without an offensive word.
    except:
      "bychara|byk|gol|perdet|petuh|svoloch|styervo|sukin syn|vafl'a|vafli lovit|uboy|podi ku'evo|po'imat' na konchik|pososi moyu konfetku|бугор|встать раком|голый|другой дразнится|играть на кожаной флейте|какая разница|курите мою трубку|лысого в кулаке гонять|мент|на фиг|офигеть|ты мне ваньку не валяй|фига|хапать|хохол|хрен|хер с ней|хер с ним|ссать",
  },
  hi: {
    only: 'balatkar|balatkari|behen chod|beti chod|bhadva|bhosad|bhosadi ke|chodu|choot|chootia|chootiya|chudai khanaa|chutia|chutiya|gaand|gandu|haramzade|jhant|lund choos|maa ki chut|madar chod|madarchod|mutthal|raand|teri maa ki chut',
  },
  it: {
    only: 'ammucchiata|bagascia|baldracca|battona|bocchino|cazzata|cazzo|cazzone|ciucciami il cazzo|coglione|coglioni|culattone|culo|ditalino|figlio di puttana|fottere|fottersi|frocio|leccaculo|merda|mignotta|minchia|minchione|nerchia|patonza|pompino|porca madonna|porca puttana|puttana|sborra|sborrata|spompinare|stronza|stronzata|stronzo|sverginare|testa di cazzo|tette|vaffanculo',
  },
  ar: { only: 'سكس|طيز|شرموطة|قحبة|متناك|متناكة|عاهرة|لواط|لوطي|اغتصاب' },
  nl: {
    only: 'afrukken|beffen|boerelul|botergeil|flikker|geilneef|godverdomme|gratenkut|hoer|hoerenloper|klootzak|kontneuken|kut|neuken|opgeilen|paardelul|rothoer|schijten|slet|snol|stoephoer|trottoirteef',
  },
  pl: { except: 'cyc|debil|dmuchać|dupek|duperele|jajco|jajko|pieprzyć|pierdzieć|rzygać|sraczka|suka|syf' },
  tr: {
    only: 'amcık|amcıklar|göt|götü|götveren|götverenler|kaltak|kaltaklar|orospu|orospular|orospunun|orospuya|saksocu|siktir|sikmek|sıçmak|taşak|taşaklar|yarak|yarağı|yaraklar',
  },
  sv: { only: 'discofitta|fitta|knulla|kuk|kuksås|nigger|neger|runka|röv|rövhål|rövknulla|snedfitta' },
  no: {
    only: 'asshole|faen|fitte|forjævlig|fuck|føkk|føkka|jævla|jævlig|kuk|kuken|kuker|morraknuller|nigger|pikk|ræva|ståpikk|ståpikker|svartheiteste',
  },
  da: { only: 'bøsserøv|fisse|fissehår|fuck|hestepik|kussekryller|pikhår|pikslugeri|piksutteri|røv|røvhul' },
  fi: {
    only: 'hevonvittu|huorata|kusipää|kyrpä|kyrpänaama|mulkku|neekeri|nussia|nussija|nussinta|paskapää|perkele|persereikä|pillu|pillut|runkata|runkkari|vittu|vittuilla|vittumainen|vitun',
  },
  cs: { except: 'bordel|čumět|debil|držka|flundra|kunda|chcanky|píchat|žrát' },
  hu: {
    except:
      'barmok|barmokat|barmot|barom|buksza|bukszák|bukszákat|bukszát|búr|búrok|fing|fingok|fingokat|fingot|franc|francok|francokat|francot|kúr|marha|marhák|marhákat|marhát|megdöglik|pina|pinák|pinákat|pinát|pele|pelék|pofa|pofákat|pofát',
  },
  th: { only: 'กระเด้า|กระหรี่|ควย|เย็ด|หี|หญิงชาติชั่ว|รูตูด|น้ําแตก|อมนกเขา' },
  fa: { only: 'پورن|پورنو|سکس|سکسی|جنده|کسکش|کونکش|کیر' },
  fil: { only: 'puta ka|putang ina|tang ina|tangina|kantot|jakol|anak ka ng puta' },
};

/**
 * What the lists lack: inflected forms, the native script of Hindi, spellings without diacritics that mean nothing else.
 * `stem*` also stands for every longer word beginning with it, `*stem*` for every word around it.
 */
export const ADDITIONS =
  '*fuck*|fuk|fukin|fcuk|cunt*|motherf*|shits|shitter|shitters|shitting|shithead*|shithole*|shitface*|dipshit*|horseshit|bullshit*|bitch*|whores|whoring|slutty|sluts|pornos|pornographic|pornstar*|pornhub|assholes|arseholes|arse|asses|dumbass*|dickhead*|dicks|cocksuck*|blowjobs|handjobs|masturbat*|raped|rapes|rapists|niggas|niggaz|niggers|faggots|faggot*|fags|pedophil*|paedophil*|wanker*|wanking|wanked|jizz*|dildos|nudes|nudist*|gangbang*|orgasm*|orgies|erotica|boobies|pussies|penises|vaginas|ejaculat*|milfs|shemales|bastards|twats|clits|kikes|spics|gook|gooks|lolicon*|shotacon*|loli|lolis|hookers|cumshots|sexting|phuck*|cockhead*|dickpic*|bigtits|naked|deepfake porn' +
  '|puto|putos|putas|cabron|cabrones|cabrona|maricon|maricones|follando|follada|chingar|chingada|chinga tu madre|joder|mierdas|tetas|polla|pollas|desnuda|desnudas' +
  '|putes|salopes|connards|connasses|encule*|enculer|nichons' +
  '|nackte|nackten|nackter|nacktes|scheisse|scheiss*|scheiß*|fotzen|ficker|gefickt|fickt|schlampen|huren|arschlöcher' +
  '|caralhos|buceta|putaria|punheta|viado|fodido|fodendo|cuzão' +
  '|cazzi|stronzi|stronze|puttane|fanculo|kurwo|pierdol*|jeban*|skurwiel' +
  '|хуи|хуя|хую|хуем|хуев*|хуйн*|пизд*|ебан*|ебат*|ебал*|выеб*|заеб*|уеб*|бля|блять|бляд*|мудак*|гандон*|долбоеб*|пидор*|пидар*|сука|суки|шлюх*|порно*|изнасил*|трахат*|трахн*|минет|сиськ*|обнаженная|обнаженные|голая|жоп*|говн*|дерьм*' +
  '|씨발년|시발놈|시발년|좆같*|성폭행|야짤|젖꼭지|병신|나체|근친상간' +
  '|चूतिया|चूतिये|भोसड़ी|भोसड़ीके|मादरचोद|बहनचोद|भेनचोद|लौड़ा|लंड|रंडी|गांड|चूत|हरामज़ादा|बलात्कार|नंगी' +
  '|كسمك|كس امك|شراميط|عاهرات|إباحي|إباحية' +
  '|裸体|裸照|全裸|黑鬼|支那猪|草你妈|日你妈|性侵|性奴|性虐|儿童色情|强暴|大奶|奶头|鸡吧|操他妈|肏你|自慰|おまんこ|ちんぽ|チンポ|エロ画像|エロ漫画|チンコ|マンコ|レイパー|強姦|全裸|セックスシーン';

/** Words that contain a stem from above, or that look like a term once their diacritics are gone, and mean no harm. */
export const INNOCENT_WORDS =
  'scunthorpe|cúm|cụm|cùm|râpe|râpes|râpé|râpés|râpée|râpées|după|szár|geçi|섹스텟|섹스탄트';

/** Names and fixed expressions: a term inside one of these is left alone. */
export const INNOCENT_PHRASES =
  'naked eye|naked mole rat|naked mole rats|naked tree|naked trees|naked branches|naked flame|naked flames|naked cake|dick van dyke|moby dick|philip k dick|dick tracy|dick turpin|dick whittington|dick cheney|dick grayson|dick clark|spotted dick|tom dick and harry|maine coon|maine coons|pussy willow|pussy willows|pussy cat|pussy riot|weather cock|cock robin|cock a doodle doo|cock a leekie|cock and bull|turkey cock|cum laude|blue tits|great tits|coal tits|marsh tits|willow tits|long tailed tits|crested tits|bearded tits|oilseed rape|oil seed rape|rape seed|rape field|rape fields|rape flower|rape flowers|rape blossom|rape blossoms|horny toad|horny toads|kinky hair|bastard sword|nude lipstick|nude heels|nude tones|nude tone|nude palette|nude color|nude colors|nude colour|nude colours|nude shade|nude shades|nude nails|gothic lolita|sweet lolita|classic lolita|lolita fashion|lolita dress|sex pistols|sex and the city|wild ass|wild asses|hooker furniture|anal retentive|spic and span|thomas hooker|john lee hooker';

/** Traditional characters of the Chinese terms and their simplified forms, pairwise. */
export const TRADITIONAL_TO_SIMPLIFIED =
  '媽妈馬马雞鸡姦奸陰阴陽阳莖茎賤贱婦妇強强輪轮頭头處处蕩荡龜龟戶户騷骚貨货亂乱褲裤濕湿愛爱級级後后養养穢秽縫缝癟瘪爛烂軍军貼贴體体兒儿幹干營营亵亵褻亵齡龄無无嗎吗們们個个對对隻只';
