import type { LanguageVocabulary } from './concepts.ts';

export const pt: LanguageVocabulary = {
  endings:
    's o a os as e es ar er ir am em ou aram ava avam ando endo indo ado ada ados adas ido ida idos idas inho inha inhos inhas zinho zinha ao oes ona onas udo uda udos udas eiro eira eiros eiras aria arias ista istas se me te lo la los las amos emos or ora ores oras al ais asso aca aco agem',
  company:
    'mulher~ homem homens moça~ moço~ menina~ menino~ rapaz~ garota~ garoto~ cara casal~ gente pessoa~ namorada~ namorado~ senhora loira~ morena~ ruiva~ modelo~ atriz ator~ professora~ enfermeira~ vizinha~ mãe irmã filha estudante~ secretária~ amante~ novinha~ ela ele elas dela dele delas corpo~ peito~ coxa~ pernas lábios quadril boca virilha cama~ lençóis sofá chuveiro banheira banho hotel motel colchão lingerie calcinha~ sutiã meias sauna selfie~ duro~ ereto~ molhad~ nu nua nus nuas pelad~ gostosa~ quarto chupa~ tesão',
  bare: 'nu nua nus nuas pelad~ sexo sexual~ sexy pornô porno~ erót~ tesão ereto~ chup~ fod~ buceta~ bunda~ cu calcinha~ lingerie coxa~ virilha penetr~ orgasmo~ puta~ sêmen esperma~ safad~ goza_na gozando_na',
  excuses: {
    medicine:
      'anatomi~ anatômic~ médic~ medicina livro cirurgia hospital~ clínica~ câncer cancro exame~ biologia biológic~ diagrama~ esquema~ saúde ginecolog~ urolog~ paciente~ doença~ hormônio~ órgão~ tecido~ amamentação amament~ veterinári~ escolar educação mamografia',
    art: 'museu~ galeria~ estátua~ escultura~ escultor~ renascimento renascentista barroc~ afresco goya botticelli rodin ticiano manet modigliani picasso vênus prado louvre maja quadro_de querubim~',
    animal:
      'animal animais cachorro~ cadela~ cão gato~ gata~ cavalo~ égua~ vaca~ cabra~ ovelha~ porco~ porca galinha~ galo~ frango~ pássaro~ ave aves fazenda~ curral raposa~ lobo~ macaco~ burro~ leão lagarto~ rato~ peixe~ filhote~ criador~ ninhada fauna sapo~ perereca_verde rã folha~ lagoa brejo telhado bezerro~ leiteira cinzenta pomba~ tatu gambá cobra~ cometa~ malhad~ preguiça',
    food: 'receita~ prato~ cozinha~ molho~ queijo~ pão bolo~ padaria~ confeitaria vinho~ cerveja~ sopa~ assad~ carne~ restaurante~ chef forno mercado~ feira linguiça~ bacalhau frit~ feijão arroz doce~ rolo moleque pé_de festa quente_da',
    history:
      'julgamento~ nuremberg museu~ história~ históric~ memorial~ holocausto arquivo~ resistência libertação documentári~ budist~ hind~ templo~ mosteiro~ tribunal~ antig~ roman~ medieval~ século~ contra vítima~ lei advogad~ prevenção sentença~ jornal romance~',
    thing:
      'rocha~ concreto betão cimento parede~ muro~ aço metal~ espada~ lâmina~ sabre~ cabo~ árvore~ galho~ ramo~ terra solo colina~ montanha~ monte~ pedra~ madeira tijolo~ batom batons tom tons paleta~ esmalte cor cores vestido~ sapato~ maquiagem olho verdade~ paisagem ilha~ deserto~ inverno mar praia_da canela brasil vila~ pico~ pé pés osso~ vassoura~ estrada pintura_de casaco~ jaqueta~ chapéu~ luva~ bota~',
  },
  titles:
    'senhor senhora dom dona sr sra dr dra doutor doutora são santa santo joão maria josé pedro ana luís rio lago monte serra vila aldeia rua praça porto capitão padre frei tio rei rainha',
  innocent:
    'rapé mofo? mofos? boceto? moléstia~ pica_pau pau_brasil pau_de pau_a_pique pau_d_água pau_ferro pica_pau~ picapau~ pico_do pinto^ pinto_amarelo pintos_amarelos pintinho~ rola_cinzenta praia_da_rola rolas_cinzentas rolar rolante~ rolamento perereca_verde cacete_de_pão cacetinho~ punheta_de_bacalhau cu_do_mundo bolo_de_rolo pé_de_moleque ano_novo anos veado_campeiro veado_mateiro veados_na veado_na nuas_rochas nu_feminino_de nus_artísticos nu_artístico parede_nua maja_nua nuvem nuvens câncer_de_mama mamão mamãe mamífero~ mama_e_papai rabo_de_gato rabo_do_gato rabo_de_galo cauda_do cadela_com cadela_de cadela_e cadela_guia tetas_da_vaca tetra~ teto reputa~ deputad~ disputa~ computad~ bichano bicho~ bichinho bicha_do bicho_preguiça cobra_cega crioulo_cavalo feijão_preto arroz_negro rio_negro mar_negro buraco_negro mercado_negro nigéria nigeriano~ sexto~ sexta~ sextante~ sexteto mesmo_sexo anali~ análise~ analog~ canal~ banal~ final~ nacional~ regional~ artesanal~ semanal~ penal_code penedo~ pena~ península pênalti porrão viola_caipira viola_de violão violões violino~ violeta~ violência~ violento~ violenta~ caralhete boqueirão suruí grelo_de_nabo grelos grelha~ conan laranja_sanguínea sangria galinha_ao_molho_pardo doação_de_sangue exame_de_sangue sangue_frio caveira_de_açúcar natureza_morta mar_morto linha_branca cogumelos_de_paris cogumelo_de_paris heroína_da heroína_de heroína_com capa erva_doce erva_mate erva_cidreira baseado_em carreira_de_médico língua_de_sogra racha_na racha_de fenda_na perseguida_pela pelado_de_sono peladinha_de_futebol pelada_de_futebol jogo_de_pelada pelada_na_rua futebol domina? dominas? transe? transes? porta_arrombada portas_arrombadas cofre_arrombado cofres_arrombados janela_arrombada fechadura_arrombada foda_de_monção foda_à_monção mão_nua mãos_nuas costas_nuas torso_nu tronco_nu ombros_nus pés_nus braços_nus tornozelos_nus pernas_nuas ombro_nu braço_nu',
  common: 'o os um uma de do da dos das e em no na nos nas com ao é são por para que este esta dois muito sobre',
  terms: {
    naked: {
      sure: 'corpo_nu corpos_nus pelados pelada~^ peladona~ peladão nudista~ nudismo nudez topless seminu~ completamente_nu completamente_nua totalmente_nu totalmente_nua sem_roupa nudes peitos_de_fora nus_frontais',
      company: 'nu nua nus nuas pelado~ despid~ desnud~ nude',
    },
    undress: {
      sure: 'striptease~ strip_tease stripper~',
      company: 'despindo~ despir~ despe tirando_a_roupa tira_a_roupa desnudando~',
    },
    breasts: {
      sure: 'mostrando_os_peitos mostra_os_peitos mostrar_os_peitos peitos_nus peitões peitão peituda~ tetas_de_mulher tetuda~ peitinhos tetão tetões peitos_enormes seios_nus seios_enormes',
      company: 'teta~ seio~ mamilo~ bico_do_peito',
      everyday: 'peito~ busto~ decote~ mama~',
    },
    buttocks: {
      sure: 'bundão bundões bunduda~ cuzão cuzões cuzinho~ bunda_nua rabão_de_mulher',
      company: 'bunda~ nádega~ bumbum~ raba cu',
      everyday: 'rabo~ traseiro~',
    },
    coitus: {
      sure: 'relação_sexual relações_sexuais ato_sexual cena_de_sexo cenas_de_sexo fazendo_sexo fazer_sexo fazem_sexo transando coito~ sexo_a_três sexo_em_grupo trepando trepada~ foda_na meteção boneca_sexual brinquedo_sexual brinquedos_sexuais suruba~ escrava_sexual metendo_nela',
      company: 'sexo transa~ transar copul~ fornic~ fazer_amor fazendo_amor',
      everyday: 'trepa~ meter comendo comer cavalgando acasal~',
    },
    acts: {
      sure: 'boquete~^ boqueteir~ felação~ cunilíngua sexo_oral sexo_anal orgia~ gangbang~ sodom~ bukkake garganta_profunda dupla_penetração chupa_rola chupando_rola chupando_pau chupar_pau mamada_de_pau minete~^ troca_de_casais bacanal~ punhetinha',
      company: 'anal oral',
      everyday: 'chupa~ mama~ lambe lambendo penetra~ broche~',
    },
    masturbation: {
      sure: 'masturb* punheta~ punhetei~ siririca~ bronha~ tocando_siririca',
      company: 'se_tocando',
      everyday: 'manuse~',
    },
    penis: {
      sure: 'mostrando_o_pau mostra_o_pau mostrar_o_pau pau_duro pau_ereto pau_dele meu_pau chupa_o_pau chupando_o_pau chupar_o_pau seu_pau meu_pau o_pau_dele seu_pinto_duro caralho~ caralh~ pênis piroca~ pirocuda~ pau_duro pauzão pirocão pica_dura pinto_duro rola_dura caralhão cacetão ereção~ ereções rolão_duro',
      company: 'glande~ testículo~ falo~ fálic~ escroto bilau',
      everyday: 'pau pica~ pinto~ rola~ cacete~ vara~ saco~ pila~',
    },
    vulva: {
      sure: 'bucetão bucetões bocetão bucetuda~ buceta~ boceta~ xoxota~ xereca~ vagina~ vaginal~ vulva~ clitóris clitoris cona~^ grelo_molhado xana~ xaninha~ pepeca~ ppk ppka perereca_molhada racha_molhada xoxotinha',
      everyday: 'perereca~ racha grelo~ periquita~ perseguida~ aranha rata',
    },
    climax: {
      sure: 'gozou_na gozou_dentro gozar_na gozaram_na gozei_na orgasm* ejacul* gozada~ gozando_na gozada_na_cara porra_na_cara coberta_de_porra sêmen_na esporra* leitada~ gozando_dentro',
      company: 'sêmen esperma~',
      everyday: 'goza~ gozo~ leite~ gem~ esguich~',
    },
    porn: {
      sure: 'porn porno pornô pornos pornograf* pornográf* *pornô hentai atriz_pornô filme_pornô putaria~ filme_erótico pornochanchada',
      company: 'erótic~ erotismo~ xxx sacan~ safad~',
    },
    kink: {
      sure: 'bdsm dominatrix consolo_de_borracha dildo~ sadomaso~ vibrador~ fetiche_por_pés chuva_dourada plug_anal cinta_caralha',
      company: 'bondage fetich~',
      everyday: 'látex amarrad~ chicote~ submiss~ algemad~ consolo~',
    },
    prostitution: {
      sure: 'michê michês puta^ putas putinha~ putona~ puteiro~ prostitut* prostitu* bordel~ bordéis meretriz~ rameira~ quenga~ rapariga_de_programa garota_de_programa garotas_de_programa piranha_na_cama cafetão cafetina~ cabaré_de_putas messalina',
      company: 'bordel',
      everyday: 'rapariga~ piranha~ acompanhante~',
    },
    lewd: {
      sure: 'vadia~ vagabunda~ putinh~ milf~ cachorra_no_cio ninfomaníac~ safada_nua novinha_pelada novinha_nua biscate~ galinha_vadia piriguete_nua arrombada~ tesuda~',
      company: 'sexy safad~ tarad~ provocant~ sensual~ piriguete~ tesão lasciv~ devass~',
      everyday: 'gostosa~ excitad~ cachorra',
    },
    rape: {
      sure: 'estupr* violador~ violação_sexual abuso_sexual abusos_sexuais abusada_sexualmente violentad~ agressão_sexual assédio_sexual estuprada~ violou_a_menina encox~',
      company: 'violar violou violada~',
      everyday: 'violad~ forçad~ abus~',
    },
    taboo: {
      sure: 'pedófil* pedofil* incesto~ incestuos~ zoofil* necrofil* lolicon~ pornografia_infantil pornô_infantil',
      company: 'menor~ novinha~ lolita~ colegial~',
      with: 'nua pelad~ sexo sexy pornô',
    },
    race: {
      sure: 'crioulo_nojento macaco_preto preto_imundo preto_nojento negro_imundo neguinho_safado crioulada~ nigger~ japa_nojento judeu_nojento cigano_sujo paraíba_nojento preto_de_merda negro_de_merda negro_sujo preto_sujo baiano_de_merda macaca_preta tição_nojento monhé~ escarumba~',
      company: 'crioulo~ crioula~ preto~ negro~ macaco~ cigano~ judeu~ índio~',
      with: 'nojent~ imund~ suj~ merda fora morte lixo volta_pra',
    },
    orientation: {
      sure: 'viado~ viadagem viadinho~ bichona~ bicha_louca sapatão sapatões boiola~ paneleiro~ traveco~ baitola~ maricas maricona~ fufa~ bichinha_nojenta panasca~ veado_de_merda',
      company: 'bicha~ veado~ gay lésbica~ travesti~',
      with: 'nojent~ merda maldit~ porra',
    },
    disability: {
      sure: 'retardado~ mongoloide~ débil_mental mongol_nojento mongolóide~ retardado_mental',
      company: 'aleijad~ demente~',
      with: 'merda burro',
    },
    nazi: {
      sure: 'supremacis* heil_hitler sieg_heil saudação_nazi saudação_nazista saudações_nazistas bandeira_nazista bandeiras_nazistas propaganda_nazista tatuagem_nazista raça_ariana neonazi~ neonazista~ morte_aos_judeus raça_branca braçadeira_nazista',
      company: 'nazi~ nazista~ suástica~ hitler',
      with: 'bandeira~ saudação braçadeira~ tatu~ cartaz propaganda orgulho glória desfile~ uniforme~ praça',
    },
    fuck: {
      sure: 'fodeu fodi fodeste fodemos foderam fodia fodiam foder fode fodem foda fodas fodendo fodido~ fodida~ fodam fodase foda_se fodasse fodão fudendo fudido~ fuder fudeu fode_se fuck* vai_se_foder vai_se_fuder se_foder fodilhão',
      company: 'lascado',
      with: 'puta^ porra',
    },
    shit: {
      sure: 'merda~ merdinha~ cagar~ cagad~ cagando cagão bosta~ bostinha~ cocozão',
      company: 'cocô',
      with: 'de_cachorro merda',
    },
    arsehole: {
      sure: 'vai_tomar_no_cu tomar_no_cu tomar_no_rabo no_seu_cu no_teu_cu olho_do_cu enfia_no_cu puxa_saco_de_merda otário_de_merda arrombado~ babaca_de_merda cuzão vtnc vtmnc babaca~',
      company: 'otário~ cu',
      with: 'tomar',
    },
    bastard: {
      sure: 'filho_da_puta filhos_da_puta filha_da_puta filhodaputa filho_duma_puta puta_que_pariu puta_merda pqp bastardo~^ desgraçado_de_merda corno_manso corno_filho bitch',
      company: 'corno~ desgraçad~',
      with: 'filho',
    },
    oath: {
      sure: 'porra porras cacete_de_merda caralho_de vai_pra_puta_que vai_à_merda vai_a_merda krl vsf mijado_de pau_no_cu escroto_de_merda punheteiro~ porcaria_de_merda vai_pro_caralho',
      company: 'mijar~ escroto~ cacete',
      with: 'vai merda puta^',
    },
    wounds: {
      sure: 'decapit* decepad~ degolad~ degol~ esquartej* mutil* desmembr* estrip* eviscer* cabeça_decepada cabeça_cortada cabeças_cortadas ensanguentad~ poça_de_sangue poças_de_sangue banho_de_sangue coberto_de_sangue coberta_de_sangue cheia_de_sangue cheio_de_sangue sangue_por_todo_lado tripas_de_fora tripas_para_fora vísceras_expostas entranhas empalad~ esfolad~ gore ferida_aberta pingando_sangue sangue_jorrando',
      company: 'sangue tripas ferida~ sangrent~ vísceras',
      with: 'cadáver~ faca~ cabeça vítima~ jorra~ pinga~ mort~ corpo poça assassin~',
    },
    killing: {
      sure: 'massacr~ tortur* assassin* esfaque~ estrangul~ execução_pública fuzilamento~ tiroteio~ chacina~ linch~ assassino_em_série atentado~ guilhotinad~ enforcad~ queimado_vivo genocídio~ homem_bomba',
      company: 'matar mata matam matando homicídio~ execut~ atir~ matança~',
      with: 'homem mulher criança~ gente faca pistola arma sangue vítima~ pessoa~ aluno~',
    },
    corpse: {
      sure: 'cadáver~ cadáveres cadaver corpo_sem_vida vala_comum corpos_mutilados restos_humanos corpo_em_decomposição defunto_podre',
      company: 'carniça carcaça',
      with: 'human~ sangue',
    },
    selfHarm: {
      sure: 'suicid* automutil* cortar_os_pulsos corta_os_pulsos cortando_os_pulsos pulsos_cortados se_enforca se_enforcando corda_no_pescoço dá_um_tiro_na_cabeça',
      company: 'corda pulsos',
      with: 'pescoço cort~ enforc~',
    },
    hardDrugs: {
      sure: 'cocaína cocaina injetando_heroína metanfetamina~ lsd mdma ecstasy drogad~ traficante_de_drogas traficante~ viciado_em_drogas fentanil anfetamina~ ketamina cogumelos_alucinógenos cheirando_pó carreira_de_pó carreiras_de_pó crack_cachimbo noia_de_crack cracudo~ overdose~',
      company: 'heroína coca crack droga~ ópio pó bala carreira~',
      with: 'cheir~ injet~ seringa~ fum~ vend~ consom~ agulha vici~ chapad~ cachimbo',
    },
    cannabis: {
      sure: 'maconha~ maconheir~ cannabis haxixe fumando_um_baseado fumar_um_baseado fumando_erva fumar_erva bong marijuana',
      company: 'erva baseado~ beck fumo',
      with: 'fum~ chapad~ maconh~ bol~ enrol~',
    },
    drugUse: {
      sure: 'overdose~ cheirando_cocaína se_drogando drogando~ injetando_droga injetando_drogas seringa_de_droga chapado_de',
      company: 'seringa~ injet~',
      with: 'droga~ heroína viciad~ braço colher',
    },
    threat: {
      sure: 'se_mata se_mate morra_sua morra_seu vai_morrer_sua vou_te_matar se_enforca_logo você_devia_morrer pula_da_ponte suicide_se tomara_que_morra',
      company: 'morra',
      with: 'gord~ lixo inútil',
    },
    insult: {
      sure: 'gorda_nojenta gordo_nojento sua_gorda seu_gordo seu_inútil sua_inútil seu_fracassado sua_fracassada ninguém_gosta_de_você todo_mundo_te_odeia você_não_vale_nada seu_lixo sua_feia seu_feio seu_idiota sua_idiota seu_burro sua_burra baleia_gorda gorda_baleia feia_nojenta',
      company: 'fracassad~ fei~ gord~ inútil~ idiota~ imbecil~ burr~ nojent~ perdedor~',
      with: 'você bullying zomb~ zoando',
    },
  },
};
