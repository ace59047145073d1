import type { LanguageVocabulary } from './concepts.ts';

export const de: LanguageVocabulary = {
  endings: 'e en er em es s n st t te ten tes ter end ende enden ender in innen erin erinnen ern ung lein chen i is ei',
  company:
    'frau~ mann männer~ mädchen~ junge jungen junger typ~ kerl~ paar~ leute mensch~ person~ freundin~ freund~ dame~ blondine~ model~ schauspieler~ lehrerin~ lehrer~ krankenschwester~ nachbarin~ mutter schwester tochter sohn ehefrau student~ schüler~ teenager~ sekretärin~ kollegin~ sie er ihr ihre ihren ihrem ihrer sein seine seinen seinem seiner ihm ihn körper~ brust schenkel~ beine~ lippen hüften haut mund schritt bett~ sofa couch dusche~ badewanne bad laken hotelzimmer hotel matratze~ dessous slip höschen bh strümpfe tanga sauna whirlpool selfie~ fotze~ nackt~ geil~ sexy feucht~ hart steif~',
  bare: 'nackt~ splitternackt~ sex sexuell~ sexy porno~ erot~ geil~ erigiert~ leck~ lutsch~ blas~ bläst fick~ gefickt~ schwanz~ muschi~ fotze~ titten arsch brüste busen~ schenkel~ höschen dessous tanga slip strümpfe gespreizt~ stöhn~ orgasmus nutte~ hure~ sperma~',
  excuses: {
    medicine:
      'anatomi~ medizin~ arzt ärztin ärzte lehrbuch schulbuch klinik~ krankenhaus operation~ krebs~ brustkrebs~ untersuchung~ vorsorge~ biologi~ schema schaubild gesundheit~ gynäkolog~ urolog~ patient~ hormon~ organ~ gewebe unterricht aufklärung~ stillen~ hebamme~ tierarzt',
    art: 'museum~ galerie~ statue~ skulptur~ bildhauer~ renaissance barock~ fresko dürer cranach botticelli michelangelo rodin tizian manet goya modigliani schiele klimt venus aktstudie aktzeichnen gemälde_von pinakothek louvre',
    animal:
      'tier~ hund~ hündin~ katze~ kater~ kuh kühe pferd~ stute~ hengst~ fuchs~ wolf esel~ ziege~ schaf~ schwein~ vogel vögel~ meise~ hahn henne~ huhn hühner hof bauernhof stall welpe~ zucht~ züchter~ affe~ löwe~ echse~ eidechse~ krokodil~ drache~ komet~ pfau~ fisch~ schnecke~ eichhörnchen wedelt maus mäuse ratte~ zoo natur dinosaurier~ skorpion~ igel',
    food: 'rezept~ gericht~ küche~ teller~ soße~ senf wurst~ käse~ brot~ kuchen gebäck~ braten suppe~ speise~ markt bäcker~ metzger~ fleisch~ wein~ bier~ restaurant~ schokolade~ torte~ mohrenkopf mohr gebacken~ füllung',
    history:
      'prozess~ nürnberg~ museum~ geschicht~ histor~ denkmal~ mahnmal~ gedenk~ holocaust archiv~ widerstand~ befreiung dokument~ buddhist~ hindu~ tempel~ kloster gericht~ gerichtssaal antike~ mittelalter~ jahrhundert~ gegen opfer~ indisch~ wikinger~ gesetz~ anwalt~ anwält~ prävention urteil~ zeitung~ roman~ vorlesung~ lesung beratung~',
    thing:
      'felsen fels~ beton~ stahl~ metall~ wand wände mauer~ schwert~ klinge~ säbel erde boden baum bäume~ ast äste~ berg~ gipfel~ hügel~ glühbirne~ birne draht~ holz~ stein~ lippenstift~ ton töne~ tönen farbe~ farbton schuhe~ kleid~ nagellack~ palette~ tatsache~ zahlen wahrheit auge fjord~ natur landschaft insel~ zweig~ wüste~ auto~ flugzeug~ heck fakten existenz angst raum räume knochen decke mantel jacke~ mütze~ hut handschuh~ socken stiefel helm schal',
  },
  titles:
    'herr herrn frau dr doktor prof professor familie graf gräfin baron sankt pastor bürgermeister von hans peter anna karl otto fluss bach berg dorf weiler schloss burg staatsanwalt pfarrer richter lehrer onkel tante könig professorin',
  innocent:
    'sein? seine? seinen? fuder? ass? aß brochure~ ort_fucking fucking_in_oberösterreich fucking_in_österreich fucking_ortsschild fuckersberg dick? nacktmull~ nacktschnecke~ nacktsamer~ nacktsamig~ nacktkatze~ nacktmullen nude_tön~ nude_ton nudel~ dicke~ dicker~ dickes dicken dickem dickicht dickhäuter~ dickblatt~ dickköpf~ rappe rappen rapper~ rapps raps rapsfeld~ rapsöl sekt sekten sexta sextant~ sextett~ sechs schwanzlurch~ schwanzmeise~ schwanzflosse~ schwanzfeder~ schwalbenschwanz fuchsschwanz~ katzenschwanz wedelschwanz bachstelze titisee titicaca~ titel~ titan~ tittmoning tittling titicacasee kohlmeise~ wank_bei der_wank wankberg wanken wankt wankelmotor wankel fickmühlen ficker^ poppenhausen poppenbüttel poppenburg petting_am_see muschel~ muschi_katze arsch_der_welt arschbombe~ schweinebacke~ leberkäse~ nonnenfürzle~ nonnenfurz~ spritzgebäck~ spritzgebaeck spritzkuchen spritzer spritze_arzt bratwurst~ huronen huronsee hurtig~ hurra hurrikan~ mösch~ mösern möser kantate~ kantine~ scheide_messer messerscheide schwertscheide scheidet scheiden scheidung~ scheideweg~ wasserscheide~ sexualkunde~ geschlechter~ negev negerkuss~ negerküsse negerlein_historisch nigeria~ niger analyse~ analog~ analphabet~ analyt~ analysen kanal~ banal~ regional~ national~ final~ bekanntes penibel~ peniche brustkorb~ brustschwimm~ hähnchenbrust~ entenbrust~ putenbrust~ rotbrüstchen rotkehlchen busen_der_natur meerbusen~ busenfreund~ busen_des geil_wachsend bitterkraut blutorange~ blutmond~ blutbuche~ blutspende~ blutdruck~ blutwurst~ leichtathlet~ leicht~ mohnblume~ mohnfeld grasfrosch gras henkersturm henkelkorb wichsleinwand schuhwichse schuhcreme lustgarten~ lustspiel~ lustig~ fahrt fahrten strich_code strichcode~ bodypainting ständer_noten notenständer~ kleiderständer~ fahrradständer~ eichelhäher~ eichel_baum eicheln_eiche sackgasse~ rucksack~ schlafsack~ sackhüpfen dose~ spastik_therapie zigeunerschnitzel zigeunersoße akt_drei frauenakt_im_museum bär~ bumerang~ latte_macchiato caffè_latte *tischlampe~ nachttischlampe~ bellend~ puterrot~ fitte fitten fitter fittes hurenkind_und schusterjunge_und_hurenkind hurenkinder_und nackte_schultern nackten_schultern nackter_schultern nacktem_schultern nackte_schulter nackten_schulter nackter_schulter nacktem_schulter nackte_füße nackten_füße nackter_füße nacktem_füße nackte_füßen nackten_füßen nackter_füßen nacktem_füßen nackte_fuß nackten_fuß nackter_fuß nacktem_fuß nackte_hände nackten_hände nackter_hände nacktem_hände nackte_händen nackten_händen nackter_händen nacktem_händen nackte_hand nackten_hand nackter_hand nacktem_hand nackte_arme nackten_arme nackter_arme nacktem_arme nackte_armen nackten_armen nackter_armen nacktem_armen nackte_arm nackten_arm nackter_arm nacktem_arm nackte_beine nackten_beine nackter_beine nacktem_beine nackte_beinen nackten_beinen nackter_beinen nacktem_beinen nackte_rücken nackten_rücken nackter_rücken nacktem_rücken nackte_knie nackten_knie nackter_knie nacktem_knie nackte_knien nackten_knien nackter_knien nacktem_knien nackte_oberkörper nackten_oberkörper nackter_oberkörper nacktem_oberkörper nackte_waden nackten_waden nackter_waden nacktem_waden nackte_haut nackten_haut nackter_haut nacktem_haut',
  common:
    'der die das ein eine einen einem einer im am und mit auf ist sind den dem des für von zum zur nicht wie zwei sehr',
  terms: {
    naked: {
      sure: 'splitternackt~ splitterfasernackt~ pudelnackt~ halbnackt~ nacktfoto~ nacktbild~ nacktmodel~ nacktaufnahme~ nacktbade~ nacktszene~ fkk nudist~ barbusig~ oben_ohne unten_ohne unbekleidet~ aktfoto~ aktmodell nacktheit splitterfaser nudes ohne_kleider ohne_kleidung hüllenlos~ nackttänzer~',
      company: 'nackt~ nackig~ entblößt~ entblösst~ entkleidet~ nude freizügig~',
    },
    undress: {
      sure: 'striptease~ stripper~ stripclub~ striplokal~ tabledance~ peepshow~ strippt strippen strippend~',
      company: 'auszieh~ entkleid~ zieht_sich_aus ziehen_sich_aus ausgezogen~ entblättert~',
    },
    breasts: {
      sure: '*titten* titte dicke_möpse vollbusig~ hupen_nackt riesentitten~ großbusig~',
      company: 'busen~ brustwarze~ nippel~ oberweite nackte_brüste brüste~',
      everyday: 'dekolleté~ möpse glocken',
    },
    buttocks: {
      sure: 'arsch arsches ärsche~ knackarsch~ arschbacke~ fickarsch',
      company: 'popo~ pobacke~ gesäß~',
      everyday: 'hintern~',
    },
    coitus: {
      sure: 'sie_vögeln wir_vögeln vögelt_mit *gruppensex *sexszene~ geschlechtsverkehr~ sexstellung~ sexorgie~ haben_sex hat_sex sex_haben hatten_sex dreier_sex flotter_dreier sexfilm~ sexparty~ sexvideo~ sexspiel~ sexpuppe~ sexspielzeug~ beischlaf koitus sexakt~ vögelt_sie vögeln_sich sex_mit sexsklav~ rudelbums~ bumsen bumst',
      company: 'sex bums~ liebesakt~ rammel~',
      everyday: 'vögel~ poppen~ poppt besteig~ nagelt',
    },
    acts: {
      sure: 'analfick~ mundfick~ kehlenfick~ tittenfick~ analficken blowjob~ analsex oralsex analverkehr oralverkehr *arschfick~ gangbang~ orgie~ sexorgie gangbangs bläst_ihm_einen schwanzlutsch~ dildospiel analplug~ buttplug~ deepthroat fisting~ swingerclub~ swingerparty natursekt sodomie handjob~ fellatio cunnilingus',
      company: 'anal oral',
      everyday: 'lutscht lecken~ leckt bläst blasen~ dreier',
    },
    masturbation: {
      sure: 'wichs* *wichser~ wichst wichsen wichsend~ wichste masturb* onanie~ onanier~ selbstbefriedigung befriedigt_sich holt_sich_einen_runter sich_einen_runterholen runtergeholt',
      company: 'wichse runterhol~',
      everyday: 'befriedig~',
    },
    penis: {
      sure: 'penis penisse~ penissen riesenpenis schwanzbild~ steifer_schwanz steifen_schwanz harter_schwanz dicker_schwanz_nackt erigiert~ pimmel~ *pimmel dickpic~ latte_hose morgenlatte~ ständer_hose pornoschwanz riesenschwanz~',
      company: 'schwanz~ schwänze~ hoden~ erektion~ lümmel~ hodensack~ schniedel~',
      everyday: 'glied latte ständer eier eichel~ rute~ prügel riemen sack',
    },
    vulva: {
      sure: '*fotze* fotz *möse* mösen muschi_nackt feuchte_muschi nackte_muschi vagina vaginen vulva schamlippe~ kitzler_nackt klitoris pflaume_nackt votze~',
      company: 'muschi~ pussy kitzler~ vaginal~ schambereich schamhaar~',
      everyday: 'scheide~ spalte~ schlitz~ schoß',
    },
    climax: {
      sure: 'abspritz* spritzt_ab sperma_im spermaspiel~ vollgespritzt~ orgasmus orgasmen cumshot~ ejakul* gesichtsbesamung besam_sie samenerguss',
      company: 'sperma~ kommt_in_ihr wichse',
      everyday: 'spritzt höhepunkt stöhn~',
    },
    porn: {
      sure: 'pornofilm~ pornodarsteller~ *porno* porn porno pornos pornograf* pornograph* hentai~ erotikfilm~ erotikbild~ schmuddelfilm~ sexheft~ pornografie rotlichtfilm erotikmodel~',
      company: 'erotisch~ erotik~ xxx pinup~ playboy',
    },
    kink: {
      sure: 'bdsm dominas dildo~ fesselspiel~ sadomaso~ fetischsex~ peitschsex analkette vibrator~ umschnalldildo lackundleder fetischpart~ sexschaukel',
      company: 'domina~ bondage fetisch~ unterwürfig~ auspeitsch~',
      everyday: 'gefesselt~ peitsch~ latex versohl~',
    },
    prostitution: {
      sure: 'nuttensöhn* hurensöhn* escortdame~ edelnutten~ straßennutte~ drecksnutte~ edelhure~ straßenhure~ dreckshure~ fickhure~ dorfhure~ huren^ hurensohn hurensöhne~ nutte nutten^ prostituiert~ prostitution bordell~ puff_nutte callgirl~ straßenstrich edelnutte~ strichjunge~ stricher~ zuhälter~ freudenmädchen~ freudenhaus rotlichtviertel~',
      company: 'dirne~',
      everyday: 'puff strich',
    },
    lewd: {
      sure: 'schlampe~ *schlampe *schlampen milf~ flittchen~ notgeil~ geile_frau geile_nutte geile_sau luder_nackt sexsüchtig~ nymphoman~ spermaschlampe',
      company: 'geil~ sexy luder~ lüstern~ versaut~ unzüchtig~ aufreizend~ verführerisch~ wollüstig~',
      everyday: 'heiß~ scharfe',
    },
    rape: {
      sure: 'vergewaltig* massenvergewaltigung~ sexueller_missbrauch missbraucht_sexuell begrapsch* sexuelle_nötigung sexueller_übergriff schändet_sie schänden_sie',
      company: 'missbrauch~ schänd~ geschändet~ grapsch~ belästig~',
    },
    taboo: {
      sure: 'pädophil* kinderporn* inzest~ inzestuös~ zoophil* lolicon~ tierporno~ kinderschänder~ kinderficker~ nekrophil*',
      company: 'minderjährig~ lolita',
      with: 'nackt~ sex sexy porno geil~ bett',
    },
    race: {
      sure: 'scheißneger~ drecksneger~ neger~ nigger~ kanake~ kanacke~ *kanaken kameltreiber~ schlitzauge~ bimbos judensau~ saujude~ drecksjude~ polacke~ itaker~ kaffer~ zigeunerpack zigeunerdreck untermensch~ scheiß_ausländer ausländer_raus türken_raus kümmeltürke~ fidschi_pack mohrenkopp bimbo_raus',
      company: 'zigeuner~ jude~ juden bimbo~ mohr fidschi~ tschusch~',
      with: 'raus dreck~ scheiß~ scheiss~ vergas~ pack sau stinkend~ verdammt~ hass~',
    },
    orientation: {
      sure: 'schwuchtel~ *schwuchtel schwuchteln kampflesbe~ schwulette~ arschficker~ homofürst transe~^ warmduscher_schwul schwanzlutscher~',
      company: 'schwul~ lesbe~ tunte~',
      with: 'sau dreck~ scheiß~ scheiss~ hass~ ekel~ pervers~',
    },
    disability: {
      sure: 'spasti spastis mongo^ mongos vollspast~ missgeburt~ spast spasten behindi~ spacken spacko',
      company: 'krüppel~ behindert~ idiot',
      with: 'du scheiß~ dumm~ ausgelacht fresse',
    },
    nazi: {
      sure: 'heil_hitler sieg_heil hitlergruß hitlergruss hitlergrüße nazigruß nazipropaganda nazifahne~ nazi_flagge naziflagge~ hakenkreuzfahne~ hakenkreuzflagge~ hakenkreuz_tätowierung herrenrasse neonazi~ juden_vergasen vergast_die_juden ariernachweis_stolz weiße_rasse white_power volksverhetz~ reichskriegsflagge',
      company: 'hakenkreuz~ nazi~ hitler ss',
      with: 'fahne~ flagge~ gruß armbinde~ tattoo~ stolz aufmarsch jubel~ verherrlich~ propaganda ruhm heil held uniform~',
    },
    fuck: {
      sure: 'mutterficker~ arschfick~ arschficker~ durchfick~ fick ficks fickt ficken fickend~ ficker~ gefickt~ verfickt~ *ficken *gefickt fickfehler~ durchgefickt~ fickfrosch~ fickschlitten fick_dich fucking_auto fuck* fucken scheissficker fickst fickte',
      company: 'bumsen',
    },
    shit: {
      sure: 'scheiß* scheiss* *scheiße *scheisse scheisse beschissen~ angeschissen~ verschissen~ schiss kacke~ *kacke kackhaufen~ hundekacke~ dreckskacke schei_sse kackt kacken scheißt',
      company: 'schisser',
    },
    arsehole: {
      sure: 'arschloch~ arschlöcher~ arschgesicht~ arschgeige~ arschkriecher~ leck_mich_am_arsch arschlecker~ *arschloch arsch_lecken verarscht~ verarschen~',
      company: 'arschig~',
    },
    bastard: {
      sure: 'bastard~ hurenkind~ wichskind *bastard drecksau~ sau_dumme mistkerl~ miststück~ motherfucker~ mutterficker~ bitch bitches drecksstück hundesohn~ mistgeburt',
      company: 'sau',
    },
    oath: {
      sure: 'wixer~ wixxer~ pisser verpiss~ verpissen drecksack~ dreckskerl~ fotzenlecker pissnelke~ sackgesicht~ vollpfosten_scheiß fresse_halten halt_die_fresse halts_maul kackbratze~ pissen pisst angepisst~ gottverdammt~ himmelarsch penner_scheiß schweinehund~ dreckschwein~',
      company: 'pisse trottel~',
      with: 'du scheiß~ verdammt~',
    },
    wounds: {
      sure: 'abgetrennt~ abgehackt~ zerstückel* verstümmel* ausgeweid~ aufgeschlitzt~ blutüberströmt~ blutlache~ blut_überall blutverschmiert~ blutbad gedärm~ eingeweide~ innereien_quellen enthaupt* zerfetzt~ durchbohrt~ kehle_durchgeschnitten ausgestochen~ gehäutet~ blutspritzer~ blutrünstig~ splatter gemetzel~ offene_wunde~ schusswunde~ stichwunde~',
      company: 'blut~ blutig~ wunde~',
      with: 'leiche~ kopf messer kehle tropf~ opfer~ spritz~ lache überall körper gedärme überströmt mord~',
    },
    killing: {
      sure: 'enthauptung~ geköpft~ hinrichtung~ hingerichtet~ erwürg~ erstech~ erstochen~ ermord~ massaker~ amoklauf~ amokläufer~ abschlacht~ abgeschlachtet~ folter* gefoltert~ totgeschlagen~ erschieß~ erschiess~ erschossen~ serienmörder~ kettensägenmassaker lynch~ gelyncht~ terroranschlag~ massenmord~ gehenkt~ erhängte~ selbstmordattentäter~ mörder~',
      company: 'mord~ töt~ tötet umbring~ schlacht~',
      with: 'mann frau menschen kind~ ihn sie messer blut~ opfer~ schüler~',
    },
    corpse: {
      sure: 'leiche~ *leiche leichen leichenteil~ kadaver~ massengrab~ wasserleiche~ verwesend~ verwest~ leichnam~ toter_körper tote_körper leichenberg~',
      company: 'tote toter',
      with: 'blut~ körper mensch~ verwes~',
    },
    selfHarm: {
      sure: 'selbstmord~ suizid* selbstverletz~ erhängt_sich sich_erhängt ritzt_sich pulsadern aufgeschnittene_pulsadern bringt_sich_um schlinge_um_den_hals selbstmörder~ hängt_sich_auf',
      company: 'ritz~ erhäng~',
      with: 'arm sich selbst mädchen mann frau',
    },
    hardDrugs: {
      sure: 'kokain~ heroin heroinspritze~ crystal_meth meth crack_pfeife~ lsd ecstasy mdma drogendealer~ drogensüchtig~ junkie~ amphetamin~ fentanyl ketamin zauberpilz~ koks_nase drogenlabor~ drogenabhängig~ fixer drogenkonsum~',
      company: 'koks crack speed drogen~ pillen opium pilze',
      with: 'nase zieh~ zieht line~ spritz~ dealer~ rauch~ süchtig~ verkauf~ nehm~ pfeife konsum~ party high',
    },
    cannabis: {
      sure: 'cannabis marihuana haschisch kiffer~ kiffen kifft kiffend~ bong bongs joint_rauch~ raucht_einen_joint joints haschpfeife dauerkiffer~',
      company: 'gras hasch joint weed tüte',
      with: 'rauch~ kiff~ bong high dealer~ joint dreh~ bekifft~',
    },
    drugUse: {
      sure: 'überdosis zugedröhnt~ setzt_sich_einen_schuss goldener_schuss drogenspritze~ bekifft~ spritzt_sich_heroin high_auf_drogen fixt auf_drogen',
      company: 'spritze~ schnupf~',
      with: 'junkie~ drogen~ heroin arm kokain süchtig~',
    },
    threat: {
      sure: 'bring_dich_um bring_dich_doch_um häng_dich_auf töte_dich geh_sterben stirb_du verrecke~ verreck du_sollst_sterben ich_bring_dich_um krepier~ spring_von_der_brücke',
      company: 'stirb',
      with: 'du versager~ opfer hässlich~',
    },
    insult: {
      sure: 'du_versager du_opfer du_hässlich~ fette_sau fettsack~ fette_kuh hässliche_kuh du_nichtsnutz keiner_mag_dich alle_hassen_dich wertloser_versager du_idiot du_trottel du_dumm~ blöde_kuh dumme_kuh fettwanst~ abschaum du_loser hässliche_sau du_bist_wertlos du_bist_nichts_wert',
      company: 'versager~ hässlich~ idiot~ loser wertlos~ nichtsnutz~ dumm~ fett~',
      with: 'du dich dir mobb~ gemobbt~ ausgelacht~ verspott~',
    },
  },
};
