import type { LanguageVocabulary } from './concepts.ts';

export const fr: LanguageVocabulary = {
  endings:
    's e es x er ez ent ant ants ante antes ais ait aient ons eur eurs euse euses ees ai era erai if ifs ive ives ette ettes asse asses ard ards age al ale aux ales iste istes ien iens ienne',
  company:
    'femme~ homme~ fille~ garçon~ mec~ meuf~ gars couple~ gens personne~ copine~ copain~ dame~ blonde~ brune~ rousse mannequin~ acteur~ actrice~ prof professeur~ infirmière~ voisin~ mère père sœur soeur frère étudiante~ étudiant~ lycéenne~ secrétaire~ amant~ elle elles lui corps sein seins cuisse~ jambe~ lèvres hanche~ bouche ventre entrejambe lit draps canapé douche~ baignoire bain hôtel matelas lingerie culotte~ string soutien-gorge bas_résille sauna chambre_à_coucher selfie~ érection chaude~ mouillée~ nu nue nus nues excitée~ bite baise~',
  bare: 'nu nue nus nues dénud~ sexe~ sexuel~ sexy porno~ érot~ excitée~ érection suc~ lèch~ bais~ culotte~ string lingerie cuisse~ jambes_écartées entrejambe sein seins nichon~ cul orgasme~ pénètr~ pute~ sperme~ branl~ jouit sa_bite lui_suce',
  excuses: {
    medicine:
      'anatomi~ médecin~ médecine médical~ manuel~ chirurgi~ hôpital clinique~ cancer~ dépistage~ examen~ biologi~ schéma~ santé gynécolog~ urolog~ patient~ maladie~ hormone~ organe~ tissu~ allaitement~ vétérinaire~ scolaire cours',
    art: 'musée~ galerie~ statue~ sculpture~ sculpteur~ renaissance baroque fresque~ matisse botticelli rodin titien manet goya modigliani ingres courbet vénus odalisque louvre offices tableau_de chérubin~ duchamp titien rubens poussin enlèvement tableau~ peinture~ sabines',
    animal:
      'animal animaux chien~ chienne~ chat chats chaton~ cheval chevaux jument~ vache~ chèvre~ brebis mouton~ cochon~ truie~ poule~ poulet~ coq~ ferme~ basse-cour oiseau~ oiseaux mésange~ renard~ loup~ singe~ âne~ lion~ lézard~ souris rat~ poisson~ éleveur~ élevage chiot~ portée coussin griffe~ moustaches pelage panier paon~ castor~ scorpion~ panache comète~ neige',
    food: 'recette~ plat~ cuisine~ sauce~ pâtissi~ pâtisserie~ boulang~ gâteau~ pain~ fromage~ vin~ bière~ soupe~ rôti~ viande~ restaurant~ chef~ four marché saucisse~ crème tarte~ dessert~ canard poulet dinde œufs farce',
    history:
      'procès nuremberg musée~ histoire historique~ mémorial~ holocauste shoah archive~ résistance~ libération documentaire~ bouddhi~ hindou~ temple~ monastère~ tribunal antiqu~ romain~ médiéva~ siècle~ contre victime~ criminel~ loi avocat~ prévention verdict~ journal~ roman~ médiéva~ lutte',
    thing:
      'rocher~ roche~ béton~ mur~ acier métal épée~ sabre~ lame~ ampoule~ fil~ arbre~ branche~ terre~ sol~ colline~ montagne~ pierre~ parquet bois brique~ rouge_à_lèvres rouges_à_lèvres teinte~ ton tons palette~ vernis couleur~ robe~ escarpin~ chaussure~ maquillage fond_de_teint œil oeil vérité~ paysage~ île~ désert~ pied~ main~ flamme~ hiver plaine~ amarrage quai~ port bateau~ moteur~ voiture~ violon~ colza pétard~ fusée~ billard train~ os dame_de manteau~ veste~ chapeau~ gant~ botte~',
  },
  titles:
    'monsieur mme madame mlle mademoiselle m dr docteur pr professeur maître saint sainte baron comte jean pierre marie paul jacques louis anne capitaine père abbé oncle tante rue place avenue lac rivière mont village roi reine',
  innocent:
    'pelote~ gogol nikolaï_gogol brochure~ hachure~ hure de_hure chut bite_d_amarrage bites_d_amarrage bitte_d_amarrage cul_de_sac culs_de_sac cul_de_bouteille cul_de_lampe cul_de_poule tape_cul gratte_cul~ bouche_d_égout nu_bleu nu_pied~ pied_nu~ pieds_nus pieds_nu tête_nue mains_nues œil_nu oeil_nu à_l_œil_nu nue_propriété nuage~ nuée~ nuit nues_du_ciel nu_descendant rouge_à_lèvres_nude teinte_nude tons_nude râpé~ râpe râpes râper râpant fromage_râpé rape_à_fromage retard~ en_retard salopette~ pet_de_nonne pets_de_nonne trou_du_cru condom_dans condom_en ville_de_condom bitche^ baiser_de le_baiser un_baiser baisers doux_baiser premier_baiser bon_baiser jean_baiser violon~ violette~ violet~ violoncell~ viole_de viole_d violine violacé~ violence~ violent~ nègrepelisse tête_de_nègre_pâtisserie négociant~ négrier_historique nigelle~ nigeria~ niger pédale~ pédagog~ pédicure pédiatr~ pédoncule~ pédestre~ salami sale_eau sale_gosse con_brio conne^ conifère~ concours chatte_et chattes_et chatière chaton~ queue_de queue_du queue_d queue_leu piano_à_queue faire_la_queue poussin~ coq~ coquille~ coquelicot~ verge_d_or verger~ vergers vergeoise gland_du_chêne glands_de_chêne chêne~ analyse~ analog~ anal_yse canal~ banal~ final~ national~ régional~ penaud pénible~ péniche~ sein_de_glace au_sein_de seins_de_glace cancer_du_sein sexe_faible sexy_boy sexte~ sextant~ sextuor même_sexe titan~ titre~ mamelle~ mamelon_de mamelon_rocheux putois puttanesca député~ réputé~ dispute~ dispute bordelais~ bordelaise sauce_bordelaise bordel_du_roi enculturation garcette garçonnière pipeau pipette~ bande_dessinée bandes_dessinées bander_les_yeux bandeau~ sang_de_bœuf orange_sanguine~ oranges_sanguines sang_froid prise_de_sang don_du_sang tête_de_mort têtes_de_mort champignon_de_paris champignons_de_paris herbe_verte pétard_mouillé cadavre_exquis ligne_blanche héroïne~ drame~ sucre_de_pomme suçoir bougnat~ bougie~ youpi tanche~ foutaise foutre_un_coup foutu_pour merdoie caca_d_oie trait_d_union poil_nu chienne_et chienne_de_race bas_de_page sodium nique_la_lune pique_nique~ pique_niqu~ niquel communiqu~ panique~ technique~ unique~ clinique~ ironique~ baiss~ baissé~ baissée~ baissant~ branle_bas minette? minettes? miche? miches? transe? transes? bichonn~ au_sein_de au_sein_d au_sein_des au_sein_du donne_le_sein donner_le_sein donnant_le_sein torse_nu torses_nus épaules_nues jambes_nues mains_nues bras_nus pieds_nus genoux_nus mollets_nus main_nue tête_nue épaule_nue jambe_nue dos_nu',
  common: 'le la les un une des du de et dans sur avec au aux est sont pour par ce cette qui que deux très',
  terms: {
    naked: {
      sure: 'tout_nu toute_nue tout_nus toutes_nues entièrement_nue entièrement_nu complètement_nue à_poil nudist~ naturist~ seins_nus fesses_nues corps_nu corps_nus dénudé_dans topless nudes dévêtu~ nudité~ cul_nu',
      company: 'nu nue nus nues dénud~ dénudé~ nude',
    },
    undress: {
      sure: 'strip_tease~ striptease~ stripteaseu~ strip_teaseu~ effeuilleuse~ peep_show stripper~',
      company: 'déshabill~ se_dévêt',
      everyday: 'effeuill~',
    },
    breasts: {
      sure: 'nichon~ gros_seins gros_nichons roploplo~ lolos énormes_seins gros_lolos belle_paire_de_seins',
      company: 'téton~ sein seins poitrine_nue nibard~',
      everyday: 'mamelon~ tétine~ décolleté~ miches^',
    },
    buttocks: {
      sure: 'gros_cul beau_cul trou_du_cul culs_nus cul_de_femme',
      company: 'cul culs fesse~',
      everyday: 'croupe~ postérieur~',
    },
    coitus: {
      sure: 'scène_de_sexe rapport_sexuel rapports_sexuels relations_sexuelles acte_sexuel position_sexuelle font_l_amour_nus levrette plan_cul plan_à_trois coït~ baisent baise_moi baisée~ baisant sexe_en_groupe sexe_à_trois sextape~ font_du_sexe partie_de_jambes_en_l_air poupée_sexuelle jouet_sexuel sex_toy~ esclave_sexuel~',
      company: 'sexe baise~ copul~ forniqu~ faire_l_amour font_l_amour faisant_l_amour accouplement ébats',
      everyday: 'tringl~ sauter_sur chevauch~',
    },
    acts: {
      sure: 'fellation~ cunnilingus sodomi~ partouze~ partouzeu~ gangbang~ gang_bang~ orgie~ sexe_oral sexe_anal plug_anal pipe_gratuite taille_une_pipe tailler_une_pipe éjac_faciale triolisme double_pénétration sucer_la_bite suceuse~ fist_fucking échangist~',
      company: 'anal anale oral',
      everyday: 'sucer suce pipe~ lécher lèche~ levrette pénétr~ trio',
    },
    masturbation: {
      sure: 'masturb* branle branler branlent branlant branleur~ branlette~ onanisme se_touche_le_sexe',
      company: 'se_caress~ se_touche',
    },
    penis: {
      sure: 'bite_en_érection grosse_bite pénis sa_bite ta_bite bites_dures zob~ érection~ couilles couille couillon~ phallus_dressé verge_en_érection sexe_en_érection teub~ bistouquette',
      company: 'bite^ bites testicule~ zizi~ phallus phallique~ prépuce chibre~',
      everyday: 'queue~ verge~ gland~ dard bourse~',
    },
    vulva: {
      sure: 'chatte_mouillée chatte_rasée sa_chatte ta_chatte vagin~ vaginal~ vulve~ clitoris foufoune~ moule_poilue chatte_humide petites_lèvres_nues chneck',
      company: 'foune~ con_de_femme lèvres_intimes entrejambe',
      everyday: 'chatte~ moule~ minou touffe abricot fente~',
    },
    climax: {
      sure: 'éjacul* ejacul* éjac orgasme~ orgasmique sperme_sur couverte_de_sperme cumshot~ femme_fontaine bukkake giclée_de_sperme',
      company: 'sperme~ foutre',
      everyday: 'jouir jouit jouissance~ gicl~ mouille~',
    },
    porn: {
      sure: 'porn porno pornos pornograph* pornstar~ *porno film_x film_érotique films_érotiques hentai scène_porno érotique_hard film_de_cul films_de_cul revue_porno pornographie photo_coquine~',
      company: 'érotique~ érotisme~ xxx libertin~',
      everyday: 'coquin~',
    },
    kink: {
      sure: 'bdsm dominatrice~ godemiché~ gode_ceinture bondage_nu sadomaso~ sado_maso fétichiste_du_pied vibromasseur~ martinet_sm partie_sm esclave_sexuelle',
      company: 'gode godes fétichis~ fessée~',
      everyday: 'fouett~ menott~ soumis~ latex ligot~',
    },
    prostitution: {
      sure: 'pute^ putes^ putain putains prostitu* bordel bordels péripatéticienne~ putassier~ maison_close maisons_closes tapin~ fils_de_pute filles_de_joie fille_de_joie michetonneu~ call_girl~ catin~ proxénète~ trottoir_pute racoleuse~',
      everyday: 'escort~ maquereau~ trottoir',
    },
    lewd: {
      sure: 'salope~ sallope~ *salope garce_en_chaleur milf~ cochonne_nue chaudasse~ traînée_nue nymphoman~ pétasse~ poufiasse~ pouffiasse~ grognasse~ obsédé_sexuel en_chaleur_femme cagole_nue',
      company: 'sexy excitée~ lubrique~ lascif~ lascive~ garce~ aguich~ bonne_à salace~ sensuel~',
      everyday: 'excitant~ coquine~ cochonne~ traînée~',
    },
    rape: {
      sure: 'viol viols violeur~ violée violées violés violer_une violent_une_femme violent_une_fille viole_une la_viole le_viole viole_la tournante_viol agression_sexuelle agressions_sexuelles abus_sexuel~ viol_collectif agressée_sexuellement abusée_sexuellement attouchement~',
      company: 'violer violé',
      everyday: 'viole abus~',
    },
    taboo: {
      sure: 'pédophil* pédopornograph* pédoporn* inceste~ incestueu~ zoophil* nécrophil* lolicon~ pédocriminel~',
      company: 'mineure~ lolita~ fillette~',
      with: 'nue nu sexe sexy porno',
    },
    race: {
      sure: 'bougnoul* bougnoule~ nègre~ négresse~ négro~^ niakoué~ bicot~ bamboula~ youpin~ chinetoque~ raton_arabe romanichel_sale sale_arabe sale_noir sale_juif sale_juive sales_arabes sales_juifs sales_noirs sale_negro nigger~ crouille~ melon_sale feuj_sale boche~ rital~ métèque~ bridé_sale youtre~',
      company: 'arabe~ juif~ noir gitan~ romano~ rebeu~ raton~',
      with: 'sale sales dehors mort_aux morts_aux race crève',
    },
    orientation: {
      sure: 'pédé pédés tapette_sale tarlouze~ tafiole~ gouine~ enculé_de_pédé lopette~ fiotte~ tantouze~ travelo~',
      company: 'tapette~ pédale~ tante folle',
      with: 'sale sales tabass~ insult~ petite_tête',
    },
    disability: {
      sure: 'mongolien~ triso sale_handicapé débile_mental attardé_mental',
      company: 'débile~ attardé~ handicapé~',
      with: 'sale espèce gros pauvre',
    },
    nazi: {
      sure: 'suprémacis~ heil_hitler sieg_heil salut_nazi saluts_nazis salut_hitlérien drapeau_nazi drapeaux_nazis propagande_nazie croix_gammée_tatouée brassard_nazi race_aryenne néonazi~ néo_nazi~ mort_aux_juifs mort_aux_arabes race_blanche',
      company: 'nazi~ croix_gammée~ svastika~ swastika~ hitler',
      with: 'drapeau~ salut~ brassard~ tatou~ affiche~ propagande fierté gloire défilé~ uniforme~ foule',
    },
    fuck: {
      sure: 'nique niquer nique_ta_mère niqué~ niquent foutre_de va_te_faire_foutre allez_vous_faire_foutre va_te_faire_enculer enculer encule enculé~ enculée~ *enculé enculeur~ fuck* fait_chier nique_ta niquez bordel_de_merde ntm baiser_ta_mère',
      company: 'foutu~',
    },
    shit: {
      sure: 'merde~ merdeu~ merdi~ merdique~ emmerd~ *merde démerde~ chier^ chiant~ chiotte~ chiasse~ chie',
      company: 'caca',
    },
    arsehole: {
      sure: 'connard~ connasse~ conasse~ trou_du_cul trous_du_cul trouduc~ gros_con sale_con petit_con pauvre_con conne_de bande_de_cons cul_terreux lèche_cul enfoiré~ connerie~ gros_cons espèce_de_con',
      company: 'con conne cons',
      with: 'sale gros pauvre espèce petit vieux quel',
    },
    bastard: {
      sure: 'fils_de_pute fils_de_putes bâtard~ batard~ fils_de_chien salaud~ salopard~ nique_ta_mère bitch enfant_de_putain',
      company: 'ordure',
      with: 'espèce sale',
    },
    oath: {
      sure: 'putain_de ta_gueule casse_toi_con couillon~ branleur~ tête_de_nœud tête_de_noeud peigne_cul pisser_dessus ferme_ta_gueule crevard~ raclure~ enflure~ fumier_de_con va_chier emmerdeur~',
      company: 'pisse gueule',
      with: 'sale ta',
    },
    wounds: {
      sure: 'décapit* démembr* mutil* éventr* éviscér* tripes_à_l_air tripes_qui boyaux_qui tête_coupée têtes_coupées bras_arraché membre_arraché ensanglant~ mare_de_sang mares_de_sang bain_de_sang du_sang_partout sang_partout couvert_de_sang couverte_de_sang gorge_tranchée égorg* écorch* entrailles dégoulinant_de_sang empalé~ plaie_béante éclaboussé_de_sang gore yeux_arrachés sanguinolent~',
      company: 'sang tripes plaie~ blessure~ sanglant~',
      with: 'cadavre~ couteau~ tête victime~ coule coulant partout gorge corps mort~ flaque',
    },
    killing: {
      sure: 'massacre~ massacr~ tortur* assassin assassins assassin~ poignard~ étrangl~ exécution_publique fusillade~ tuerie~ meurtre~ meurtrier~ meurtrière lynch~ tueur_en_série tueurs_en_série attentat~ guillotiné~ pendu_mort abattu_d_une_balle brûlé_vif tronçonneuse_massacre génocide~',
      company: 'tuer tue tué~ exécut~ abatt~ pendu~ fusill~',
      with: 'homme femme enfant~ gens couteau pistolet sang victime~ personne~ élève~',
    },
    corpse: {
      sure: 'cadavre~ corps_sans_vie corps_en_décomposition charnier~ corps_mutilé~ dépouille_humaine macchabée~ restes_humains',
      company: 'charogne~',
      with: 'humain~ sang',
    },
    selfHarm: {
      sure: 'suicid* automutil* se_pend s_ouvre_les_veines veines_ouvertes se_tailler_les_veines scarifi~ corde_au_cou se_tire_une_balle',
      company: 'pend~ veines',
      with: 'se elle corde',
    },
    hardDrugs: {
      sure: 'cocaïne cocaine héroïne_injectée héroïnomane~ crack_pipe pipe_à_crack crystal_meth méthamphétamine~ lsd mdma ecstasy drogué~ dealer~ toxicomane~ toxico~ junkie~ camé~ fentanyl amphétamine~ kétamine champignons_hallucinogènes rail_de_coke overdose~',
      company: 'héroïne coke crack drogue~ opium rail poudre pilules',
      with: 'sniff~ inject~ seringue~ dealer~ fum~ ligne~ shoot~ vend~ prend~ dose~ piqu~',
    },
    cannabis: {
      sure: 'cannabis marijuana haschich haschisch shit_fumé bédo~ fume_un_joint fumer_un_joint fumant_un_joint fume_de_l_herbe fumer_de_l_herbe bang_cannabis bong défoncé_au fumeur_de_joint spliff~',
      company: 'joint~ herbe beuh weed pétard~ hasch',
      with: 'fume~ fumer fumant roul~ dealer~ défonc~ drogue~',
    },
    drugUse: {
      sure: 'overdose~ sniffe~ sniffer sniffant se_drogue se_shoote se_pique_à_l_héroïne shooté_à seringue_de_drogue défoncé~',
      company: 'seringue~ inject~',
      with: 'drogue~ héroïne toxico~ junkie bras cuillère',
    },
    threat: {
      sure: 'suicide_toi va_crever crève_connard va_mourir je_vais_te_tuer tu_devrais_mourir pends_toi tue_toi va_te_pendre crève_sale saute_d_un_pont',
      company: 'crève meurs',
      with: 'toi sale espèce tu',
    },
    insult: {
      sure: 'sale_grosse gros_porc grosse_vache grosse_truie espèce_de_raté tu_es_moche personne_ne_t_aime tout_le_monde_te_déteste tu_ne_vaux_rien gros_lard sale_moche espèce_d_idiot pauvre_type bouffonne sale_laide tu_es_nul boudin_moche gros_tas tu_sers_à_rien espèce_de_débile',
      company: 'raté~ moche~ grosse idiot~ nul~ imbécile~ laideron~ minable~ débile~',
      with: 'espèce sale tu toi pauvre harcel~ moqu~',
    },
  },
};
