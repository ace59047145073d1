import type { LanguageVocabulary } from './concepts.ts';

export const es: LanguageVocabulary = {
  endings:
    's o a os as e es ar er ir an en on aron aba aban abas io ia ian ando iendo ado ada ados adas ido ida idos idas ito ita itos itas illo illa illos illas azo aza azos azas ote ota otes otas udo uda udos udas ona ones onas ero era eros eras eria erias ez iza ista istas amos emos me te se lo la los las les andome arse arte arlo arla isimo isima or ora ores oras aje al ales',
  company:
    'mujer~ hombre~ chica~ chico~ tío tía tipo~ pareja~ gente persona~ novia~ novio~ señora señorita~ rubia~ morena~ modelo~ actriz actor~ profesora~ enfermera~ vecina~ madre hermana hija estudiante~ colegiala~ secretaria~ amante~ ella él ellas cuerpo~ pecho~ muslo~ piernas labios caderas boca entrepierna cama~ sábanas sofá ducha~ bañera baño hotel colchón lencería bragas tanga sujetador medias sauna selfi~ erect~ húmed~ mojad~ desnud~ dur~ cachond~ sexi sexy',
  bare: 'desnud~ sexo sexual~ sexi sexy porno~ erót~ cachond~ erect~ chup~ foll~ polla~ coño~ tetas culo~ bragas tanga lencería muslo~ piernas_abiertas entrepierna corrers~ orgasmo~ penetr~ puta~ semen verga~ pija~ le_saca',
  excuses: {
    medicine:
      'anatomí~ anatómic~ médic~ medicina libro cirugía hospital~ clínica~ cáncer examen biología biológic~ diagrama~ esquema~ salud ginecólog~ urólog~ paciente~ enfermedad~ hormona~ órgano~ tejido~ lactancia veterinari~ escolar educación mamografía',
    art: 'museo~ galería~ estatua~ escultura~ escultor~ renacimiento renacentista barroc~ fresco goya botticelli rodin tiziano manet modigliani velázquez picasso rubens venus prado louvre maja cuadro_de querubín~',
    animal:
      'animal~ perro~ perra~ gato~ gata~ caballo~ yegua~ vaca~ cabra~ oveja~ cerdo~ gallina~ gallo~ pollo~ pájaro~ ave aves granja~ corral zorro~ lobo~ mono~ burro~ asno~ león~ lagarto~ ratón~ rata~ pez peces cachorro~ criador~ camada fauna nieve bosque~ lago~ nido~ pluma~ toro~ buitre~ conejo~ madriguera trigo cometa~ montés riscos montesa',
    food: 'receta~ plato~ cocina~ salsa~ queso~ pan pastel~ panader~ tortilla~ vino~ cerveza~ sopa~ asad~ carne~ restaurante~ chef horno mercado~ salchicha~ chorizo~ frit~ mole arroz pulpo huevos fritos sartén galicia gallega ajillo chile~ sal rellen~ dulce~',
    history:
      'juicio~ núremberg nuremberg museo~ historia~ históric~ memorial~ holocausto archivo~ resistencia liberación documental~ budist~ hind~ templo~ monasterio~ tribunal~ antigu~ roman~ medieval~ siglo~ contra víctima~ ley abogad~ prevención sentencia~ periódico~ novela~ medieval~',
    thing:
      'roca~ hormigón concreto cemento pared~ muro~ acero metal~ espada~ hoja~ sable~ bombilla~ cable~ árbol~ rama~ tierra suelo colina~ montaña~ monte~ piedra~ madera ladrillo~ labial~ pintalabios tono~ paleta~ esmalte color~ vestido~ zapato~ maquillaje ojo verdad~ paisaje~ isla~ desierto~ invierno llano~ playa_de_arena mar concha_de agua río~ faro~ punta tren~ autobús coche~ pelota~ pico pie~ hueso~ ala cumbre~ abrigo~ chaqueta~ sombrero~ guante~ bota~',
  },
  titles:
    'señor señora señorita don doña sr sra srta dr dra doctor doctora san santa juan maría josé pedro ana luis río lago monte cerro villa pueblo calle plaza puerto capitán padre fray tío rey reina',
  innocent:
    'rape? rapé boceto~ picadura~ molesta~ molesto~ molestia~ chut polla_de_agua pollas_de_agua pollo~ polluelo~ pollito~ concha_de concha_marina conchas_de tetilla queso_de_tetilla tetera~ tetris tetra~ pinche_de_cocina pinches_de_cocina coger_el coger_un coger_la_mano coger_flores coger_setas pico_de cono_de cono_sur año_nuevo años ano_nuevo piña~ puntilla computa~ disputa~ diputad~ reputa~ imputa~ puigputa putativo villapene pene^ penélope península~ peneque~ pena~ cabrón^ cabra~ cabrito~ cabra_montés mierla maja_desnuda cáncer_de_mama mama_y_papa mamá~ mamífero~ mamografía~ cola_de negro_río río_negro isla_negra arroz_negro mole_negro nigeria~ negrita~ verga_del_barco vergas_del vergel~ follaje~ folleto~ follón sexto~ sexta~ sextante~ sexteto mismo_sexo analiz~ análisis analog~ canal~ banal~ final~ nacional~ regional~ artesanal~ semanal~ culo_de_vaso culo_de_perro punta_culo culata~ culantro ocul~ cultur~ cultiv~ maricona_bolso mariquita~ zorra_y_zorro zorra_ártica perra_con perra_de perra_y perra_guía huevos_fritos huevos_de huevos_rotos pedos_de_lobo cojín cojines cojinete~ cojo coja leche_condensada pajar~ pájaro~ paja_de paja_seca caja_de_paja sombrero_de_paja pajita~ bollo~ bollería consola~ naranja_sanguina sangría~ sangre_fría donación_de_sangre análisis_de_sangre calavera_de_azúcar día_de_muertos día_de_los_muertos mar_muerto naturaleza_muerta raya_en rayas_de_cebra manta_raya hierba_alta hierbabuena porriño puerro~ heroína_con heroína_de heroína_que capa gordolobo tío_vivo capullo_de_rosa capullo_de_seda capullos_de chupa_chups chupete~ chupito~ violín~ violeta~ viola_de violoncel~ violencia~ violenta~ violento~ raba rabo_de_toro rabo_de_nube porra_de_churro porras_con churros domina? dominas? transe? tetas_de_liberia tetas_de_cayey virgen_de_las_tetas cerro_tetas mano_desnuda manos_desnudas espalda_desnuda torso_desnudo hombros_desnudos pies_desnudos brazos_desnudos tobillos_desnudos piernas_desnudas hombro_desnudo brazo_desnudo',
  common: 'el la los las un una de del y en con al es son por para que este esta dos muy sobre',
  terms: {
    naked: {
      sure: 'encuerad~ en_cueros en_pelotas en_bolas desnudo_integral nudista~ nudismo desnudez topless cuerpo_desnudo cuerpos_desnudos semidesnud~ completamente_desnud~ totalmente_desnud~ sin_ropa nudes tetas_al_aire pechos_al_aire',
      company: 'desnud~ calat~ nude',
    },
    undress: {
      sure: 'striptease~ strip_tease stripper~ bailarina_de_striptease desnudista~',
      company: 'desvest~ desvist~ desnudándose desnudarse quitándose_la_ropa quita_la_ropa',
    },
    breasts: {
      sure: 'tetas tetaz~ tetona~ teta_al tetorra~ chichis^ bubis melones_desnud pechugona~',
      company: 'teta pezón pezones seno~',
      everyday: 'mama~ busto~ escote~',
    },
    buttocks: {
      sure: 'culazo~ culito~ culote_desnud~ culona~ culo_desnudo buen_culo gran_culo',
      company: 'culo~ nalga~ pompis',
      everyday: 'trasero~ orto',
    },
    coitus: {
      sure: 'follar folla follan follando follada~ folladas follador~ follamos follo_con follarse follad~ follársela fóllame relaciones_sexuales acto_sexual escena_de_sexo escenas_de_sexo teniendo_sexo tener_sexo tienen_sexo coito~ trío_sexual sexo_en_grupo echar_un_polvo a_cuatro_patas_sexo cogiendo_en_la_cama sexo_duro sexo_salvaje muñeca_sexual juguete_sexual juguetes_sexuales culear culeando esclava_sexual',
      company: 'sexo copul~ fornic~ hacer_el_amor haciendo_el_amor',
      everyday: 'coger cogi~ coge polvo apare~ tirar~ montando',
    },
    acts: {
      sure: 'sodomía sodomiza~ sodomita~ mamada~ felación~ felaciones cunnilingus sexo_oral sexo_anal orgía~ gangbang~ gang_bang bukkake garganta_profunda chupapolla~ doble_penetración mamando_verga mamándosela paja_cubana comerle_el_coño lamecul~ intercambio_de_parejas',
      company: 'anal oral',
      everyday: 'chupa~ mama~ lame lamiendo trío penetr~',
    },
    masturbation: {
      sure: 'masturb* pajer~ pajillero~ pajearse pajeándose hacerse_una_paja haciéndose_una_paja se_toca_el_coño cascársela',
      company: 'manosea~',
      everyday: 'paja~',
    },
    penis: {
      sure: 'su_verga tu_verga su_pene su_polla tu_polla polla~^ pollón pollones pene_erecto penes vergota~ verga_erecta pijo_erecto cipote~ picha~ polla_dura carajote huevos_peludos erección~ erecciones',
      company: 'pene verga~ glande~ testículo~ falo~ fálic~ escroto cojones pinga~ chorra',
      everyday: 'pija~ rabo~ pito~ nabo huevos',
    },
    vulva: {
      sure: 'coño~ coñazo~ coñito~ vagina~ vaginal~ vulva~ clítoris clitoris panocha~ chocho_peludo concha_peluda chumino~ concha_mojada tu_concha su_concha papaya_peluda raja_mojada',
      company: 'chocho~ panochita',
      everyday: 'concha~ conejo~ almeja~ raja cuca',
    },
    climax: {
      sure: 'orgasm* eyacul* corrida_facial corriéndose_en semen_en_la cubierta_de_semen lefa~ lechazo cumshot~ correrse_dentro',
      company: 'semen corrers~',
      everyday: 'corrida~ leche gemi~ squirt~',
    },
    porn: {
      sure: 'porn porno pornos pornograf* pornográf* *porno hentai pornostar~ actriz_porno películas_x cine_x peli_porno vídeo_porno',
      company: 'erótic~ erotismo~ xxx lujurios~',
    },
    kink: {
      sure: 'bdsm dominatrix dildo~ sadomaso~ vibrador~ fetichismo_de_pies lluvia_dorada sado_maso arnés_sexual',
      company: 'bondage fetich~',
      everyday: 'consolador~ latex látex atad~ azot~ sumis~ esposad~',
    },
    prostitution: {
      sure: 'puta^ putas putita~ putitas putón putones putona~ puto putos putero~ puterío prostitu* burdel~ ramera~ meretriz~ prostíbulo~ casa_de_citas mujerzuela~ chapero~ proxeneta~ puticlub~ hijaputa',
      company: 'escort~ furcia~',
      everyday: 'fulana~',
    },
    lewd: {
      sure: 'guarra~ zorrón calientapollas milf~ cachonda_desnuda ninfóman~ putilla~ golfa_desnuda perra_en_celo viciosa_desnuda buscona~',
      company: 'cachond~ sexy sexi~ lujurios~ lasciv~ provocativ~ guarr~',
      everyday: 'zorra~ perra caliente~ golfa~ salida~',
    },
    rape: {
      sure: 'violación~ violaciones violador~ violada~ violadas violaron violando_a violó_a viola_a_una viola_a_la la_viola la_violan la_violaron fue_violada agresión_sexual abuso_sexual abusos_sexuales abusar_sexualmente abusada_sexualmente violar_a violan_a estupro~ manosear~ acoso_sexual',
      company: 'violar violan violand~',
      everyday: 'forzad~',
    },
    taboo: {
      sure: 'pedófil* pedofil* pederast* incesto~ incestuos~ zoofil* necrofil* lolicon~ porno_infantil pornografía_infantil pederasta~',
      company: 'menor~ lolita~ colegiala~',
      with: 'desnud~ sexo sexy porno',
    },
    race: {
      sure: 'negrata~ sudaca~ sudacas moro_de_mierda moros_de_mierda negro_de_mierda negros_de_mierda puto_negro puto_moro judío_de_mierda chino_de_mierda panchito~ indio_de_mierda gitano_de_mierda nigger~ machupicchu_basura gabacho_puto mono_negro_sucio negro_asqueroso sucio_negro',
      company: 'negr~ moro~ gitano~ judío~ chino~ indio~',
      with: 'mierda puto puta^ sucio~ asqueros~ fuera muerte basura',
    },
    orientation: {
      sure: 'maricón maricon maricones mariconazo~ mariconada~ bollera~ tortillera~ marica^ maricas travelo~ soplapollas muerdealmohadas puto_joto joto~ desviado_sexual',
      company: 'lesbiana~ gay travesti~',
      with: 'mierda puto asqueros~ enferm~',
    },
    disability: {
      sure: 'mongólico~ retrasado_mental mongolo~ tarado~',
      company: 'retardado~ subnormal~ retrasad~ lisiad~',
      with: 'eres puto mierda tonto',
    },
    nazi: {
      sure: 'supremacis* heil_hitler sieg_heil saludo_nazi saludos_nazis saludo_hitleriano bandera_nazi banderas_nazis propaganda_nazi tatuaje_nazi raza_aria neonazi~ muerte_a_los_judíos raza_blanca brazalete_nazi',
      company: 'nazi~ esvástica~ svástica~ hitler',
      with: 'bandera~ saludo~ brazalete~ tatu~ cartel propaganda orgullo gloria desfile~ uniforme~ multitud',
    },
    fuck: {
      sure: 'joder jode joden jodido~ jodida~ jódete jodet~ jodan jodiendo jodete que_te_jodan chinga~^ chingar chingad~ chingando chinguen chíngate fuck* que_te_follen fóllate me_cago_en',
      company: 'pinche puñeta',
      with: 'puto cabrón tu madre güey',
    },
    shit: {
      sure: 'mierda~ mierdos~ *mierda mierdero~ cagar~ cagad~ cagón cagona cagarla me_cago cagarro~ zurullo~ comemierda~',
      company: 'caca',
    },
    arsehole: {
      sure: 'gilipollas gilipollez gilipolla~ capullo_de_mierda ojete_del_culo lameculos pendejo~ pendeja~ pendejada~ soplapollas caraculo huevón imbécil_de_mierda tonto_del_culo caragilipollas',
      everyday: 'capullo~ ojete~',
    },
    bastard: {
      sure: 'hijo_de_puta hijos_de_puta hija_de_puta hijoputa~ hijueputa~ hijo_de_la_chingada bastardo~^ cabrón cabron cabronaz~ cabrona~ cabrones cabronada~ malparido~ malnacido~ hijo_de_perra mal_parido hijo_de_la_gran_puta bitch motherfucker',
      company: 'desgraciad~',
      with: 'puto hijo',
    },
    oath: {
      sure: 'puñetero~ la_puta_madre tu_puta_madre concha_tu_madre conchatumadre conchetumadre carajo~^ vete_al_carajo chupamedias vete_a_la_mierda pelotudo~ boludo_de_mierda gonorrea_hijueputa verguero coñoetumadre mamahuevo~ mamaguevo~ culero~ mamón^ mamones^ hostia_puta comepolla~',
      company: 'cojones hostia',
      with: 'puto puta^ me',
    },
    wounds: {
      sure: 'decapit* descuartiz* mutil* desmembr* destrip* eviscer* cabeza_cortada cabezas_cortadas miembro_cercenado cercenad~ ensangrentad~ charco_de_sangre charcos_de_sangre baño_de_sangre cubierto_de_sangre cubierta_de_sangre lleno_de_sangre llena_de_sangre sangre_por_todas_partes degoll* tripas_fuera vísceras_colgando entrañas destrozado_cuerpo empalad~ desollad~ gore herida_abierta chorreando_sangre sangriento_cadáver',
      company: 'sangre tripas herida~ sangrient~ vísceras',
      with: 'cadáver~ cuchillo~ cabeza víctima~ chorre~ gote~ muert~ cuerpo charco asesin~',
    },
    killing: {
      sure: 'masacr~ tortur* asesin* apuñal~ estrangul~ ejecución_pública fusilamiento~ tiroteo~ matanza_de_personas linch~ asesino_en_serie atentado~ guillotinad~ ahorcad~ quemado_vivo genocidio~ terrorista_suicida',
      company: 'matar mata matan matando homicidio~ ejecut~ dispar~ matanza~',
      with: 'hombre mujer niño~ gente cuchillo pistola sangre víctima~ persona~ alumno~',
    },
    corpse: {
      sure: 'cadáver~ cadáveres cadaver cuerpo_sin_vida fosa_común cuerpos_mutilados restos_humanos cuerpo_putrefacto descompuesto_cuerpo',
      company: 'carroña',
      with: 'human~ sangre',
    },
    selfHarm: {
      sure: 'suicid* autolesion* cortarse_las_venas se_corta_las_venas venas_cortadas se_ahorca ahorcándose soga_al_cuello se_pega_un_tiro',
      company: 'soga~ venas',
      with: 'cuello cort~ sangre',
    },
    hardDrugs: {
      sure: 'cocaína cocaina heroína_inyectada inyectando_heroína inyectándose_heroína metanfetamina~ cristal_meth lsd mdma éxtasis_pastillas drogadict~ narcotraficante~ camello_de_droga yonqui~ fentanilo anfetamina~ ketamina hongos_alucinógenos drogata~ farlopa crack_pipa heroinóman~ sobredosis',
      company: 'heroína coca crack droga~ opio éxtasis raya~ pastilla~ perico',
      with: 'esnif~ inyect~ jeringa~ jeringuilla~ fum~ traficante~ vend~ consum~ aguja adict~ coloc~',
    },
    cannabis: {
      sure: 'marihuana cannabis hachís hachis porro~ fumando_porros fumar_hierba fumando_hierba fumando_mota fumado_de_marihuana bong porreta~ canuto_de_marihuana',
      company: 'hierba mota maría canuto~ costo',
      with: 'fum~ porro~ coloc~ camello liar',
    },
    drugUse: {
      sure: 'sobredosis esnif* inyectándose_droga drogándose drogado~ drogarse pincharse_heroína chutarse jeringa_con_droga chute_de_heroína',
      company: 'jeringa~ jeringuilla~ inyect~',
      with: 'droga~ heroína yonqui~ brazo cuchara',
    },
    threat: {
      sure: 'mátate matate suicídate suicidate ojalá_te_mueras muérete muerete te_voy_a_matar ahórcate ahorcate deberías_morir tírate_de_un_puente cuélgate',
      company: 'muere',
      with: 'gord~ basura inútil tú',
    },
    insult: {
      sure: 'gorda_asquerosa gordo_asqueroso gorda_de_mierda perdedor_de_mierda eres_un_fracasado eres_una_fracasada nadie_te_quiere todos_te_odian no_vales_nada feo_de_mierda fea_asquerosa eres_un_inútil eres_fea eres_feo eres_idiota eres_un_idiota das_asco eres_basura vaca_gorda gordo_seboso',
      company: 'perdedor~ fracasad~ fe~ gord~ inútil~ idiota~ imbécil~ estúpid~ asqueros~',
      with: 'eres acos~ burl~ nadie das tú',
    },
  },
};
