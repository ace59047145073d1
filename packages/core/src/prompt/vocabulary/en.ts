import type { LanguageVocabulary } from './concepts.ts';

export const en: LanguageVocabulary = {
  endings: 's es ed d er ers r rs ing ings in y ies ish est z a',
  company:
    'she he her his him hers herself himself man men woman women girl~ girlfriend boy~ boyfriend guy~ dude~ lady ladies gal~ couple~ people person~ nurse~ model~ actress~ actor~ wife wives husband~ teen~ teenager~ blonde~ brunette~ redhead~ lover~ babe~ chick chicks mom mum mother~ father~ daughter~ sister~ student~ teacher~ secretary maid~ celebrity celebrities schoolgirl~ housewife twink~ stud bimbo~ selfie~ body bodies breast~ thigh~ leg legs lips hips mouth torso crotch groin curves buttocks cleavage spread spreading bed bedroom sheets couch sofa shower~ bath bathtub bathing hotel motel mattress lingerie panties bra thong bikini stockings sauna jacuzzi undressed busty horny porn sexy lick~ suck~',
  bare: 'naked nude~ topless undress~ unclothed horny erect lust~ sexy~ sexual~ porn~ erotic~ suck~ crotch groin panties lingerie thong boobs tits pussy cock dick cum orgasm~ bent_over moan~ her_wet slut~ sex spread_legs legs_spread spreading_her licking_her licking_his',
  excuses: {
    medicine:
      'anatom~ anatomical anatomy medic~ medical medicine textbook doctor~ physician~ surgeon~ surgery hospital clinic~ cancer exam~ examination biology biological diagram~ health gynaecolog~ gynecolog~ urolog~ urologist patient~ screening disease~ syndrome veterinar~ vet education educational infection~ tumor~ tumour~ organ organs tissue~ gland~ muscle~ nerve~ artery vein~ cell cells hormone~ sexology puberty nursing breastfeeding therapy uterus cervix urethra bladder duct ducts canal membrane secretion~ fetus fetal birth childbirth contracepti~ genital pelvi~ pelvic ovary ovaries oviduct fertiliz~ insemination reproducti~ inflammation discharge~ disorder~ condition symptom~ chromosome~ legal crime statute psychoanalysis anomaly drug~ semen inability incision virus bacterium fluid lobe bone vertebra~ process tube parasite~ lymph incontinence pregnan~ mammal~ condom device',
    art: 'museum~ gallery galleries statue~ sculpture~ sculptor~ renaissance baroque fresco~ michelangelo botticelli rodin titian manet goya modigliani matisse duchamp picasso rubens degas klimt schiele venus odalisque louvre prado uffizi life_drawing figure_drawing figure_study academic_study cherub~ putti giambologna rubens poussin titian bernini sabine',
    animal:
      'animal~ bird~ farm~ barn~ donkey~ mule~ hen~ rooster~ chicken~ crow crows crowing feather~ nest~ perch~ pup~ puppies puppy dog~ kennel~ breeder~ pedigree champion cat~ kitten~ cow~ udder~ goat~ sheep pig~ sow piglet~ horse~ mare~ stallion~ rat~ mole~ fish fishes squirrel~ fox~ wolf wolves bear~ insect~ species wildlife zoo ornitholog~ garden feeder~ chick~ litter whelp~ elephant~ snail~ slug~ frog~ toad~ monkey~ ape~ weathervane weathercock fable~ branch~ heron~ mammal~ livestock bull bulls farmer~ henhouse coop',
    food: 'dish~ food~ recipe~ plate~ gravy custard pudding~ peas sauce~ cook~ cooked cooking kitchen~ bake~ baked baking soup~ salad~ roast~ fried grill~ menu~ cocktail~ sausage~ beef pork chicken lamb cheese~ wine~ beer~ bread~ cake~ pastry pastries steak~ stew~ curry curries restaurant~ chef~ butcher~ meat',
    history:
      'trial~ courtroom~ nuremberg museum~ histor~ historical history historian~ memorial~ holocaust archive~ resistance liberation documentary buddhist~ hindu~ jain~ temple~ monastery shrine~ pagoda~ ancient roman~ medieval anti war_crime~ tribunal allied allies mughal~ navajo century centuries sanskrit escape~ defeat~ victim~ law lawyer~ verdict~ prevention awareness legislation lecture courtroom newspaper~ report~ novel~ gogol medieval',
    thing:
      'rock~ cliff~ concrete wall~ sword~ blade~ dagger~ steel metal wire~ bulb~ flame~ light~ eye tree~ branch~ twig~ forest~ hill~ mountain~ earth ground soil stone~ floor~ brick~ wood wooden timber lipstick~ nail polish heel~ tone~ shade~ palette~ color~ colour~ make_up makeup foundation dress~ shoe~ pump~ tights cake~ cupboard~ truth singularity mole ambition room~ table~ car~ chassis motorcycle~ bike~ engine~ peak~ ridge~ slope~ island~ desert~ plain~ field~ land landscape~ shelf shelves island bone~ beam~ socket~ seed~ seeds oilseed canola flower~ blossom~ plant~ grape~ harvest tool~ file rasp screw~ joint hinge~ drawing_board leather furniture aggression option~ short hull~ board~ canvas dna gingerbread conduct~ cable~ manicure nails paint wallpaper wire~ varnish rugby scrum',
  },
  titles:
    'mr mrs ms miss dr sir lord lady prof professor captain president king saint st uncle aunt philip andy tom john james peter william mary anna paul george david michael robert joseph charles frank moby mx mister father queen count river rio lake mount port fort village town creek von van',
  innocent:
    'hooker_in_a_rugby rugby_scrum orgy_of~ sex_offer offer_of_sex fodder~ anal_fin~ anal_vein~ nasal_and_oral cúm cụm cùm râpe râpes râpé râpés râpée râpées după szár geçi 섹스텟 섹스탄트 göre göra blue_footed_booby blue_footed_boobies booby_trap~ booby_prize snigger~ brochure~ traffick~ sex_appeal sex_life sex_characteristics sex_drive fairer_sex either_sex one_sex of_the_sex sex_hormone~ sex_cell~ sex_organ~ sex_linked sex_gland~ female_sex male_sex fair_sex weaker_sex sexes mmerda violès tête_de_viol nutten^ retarded_growth mentally_retarded viol? viola? gol? slutsk cuntis cuntan ccuntuma pornic~ pornichet pornainen pornassio jizzax bolinao bolinas burdell negros goddess~ bonner~ lesbos lesbos_island mammon shiite~ googol~ sleet~ poorness lauda puttee~ putty putt putts yiddish rectum whip_hand scunthorpe cockatoo~ cockatiel~ cockpit~ peacock~ hitchcock hancock babcock woodcock shuttlecock~ cocktail~ cockle~ cockney~ cockroach~ cockerel~ cockade~ stopcock~ ballcock petcock gamecock~ moorcock haycock~ cockscomb cockfight~ cock_robin cock_and_bull turkey_cock cock_a_leekie cock_a_doodle_doo fighting_cock~ black_cock water_cock cock_of_the_rock dickens dickinson dickson dickie dickey dick_van_dyke moby_dick philip_k_dick dick_tracy dick_turpin dick_whittington dick_cheney dick_grayson dick_clark spotted_dick tom_dick_and_harry dick_francis dick_dale maine_coon~ pussy_willow~ pussy_cat~ pussycat~ pussy_riot pussyfoot~ pussytoe~ weather_cock cum_laude vade_mecum blue_tit~ great_tit~ coal_tit~ marsh_tit~ willow_tit~ long_tailed_tit~ crested_tit~ bearded_tit~ tufted_tit~ sombre_tit~ titmouse titmice oilseed_rape oil_seed_rape rape_seed~ rapeseed~ rape_field~ rape_flower~ rape_blossom~ rape_oil horny_toad~ horny_lizard~ kinky_hair kinky_boots bastard_sword~ bastard_file~ bastard_title~ bastard_cedar bastard_indigo nude_lipstick~ nude_heel~ nude_tone~ nude_palette~ nude_color~ nude_colour~ nude_shade~ nude_nail~ naked_eye naked_mole_rat~ naked_tree~ naked_branch~ naked_flame~ naked_cake~ naked_lady_lily naked_ladies_amaryllis naked_truth naked_juice naked_chef naked_lunch gothic_lolita~ sweet_lolita~ classic_lolita~ lolita_fashion lolita_dress~ sex_pistols sex_and_the_city sex_ratio~ sex_education sex_change sex_chromosome~ same_sex opposite_sex unisex sextant~ sextet~ sexton~ sextuplet~ essex sussex middlesex wessex wild_ass~ jackass_penguin~ hooker_furniture anal_retentive spic_and_span spick_and_span thomas_hooker john_lee_hooker mount_hooker rugby_hooker hookers_green assassin~ assess~ asset~ assist~ associat~ assum~ assembl~ assign~ assort~ assyria~ assam assamese class classes pass mass grass brass bass cassette analog~ analogue~ analys~ analyt~ analgesic~ annals cumulus cumulative cumberland cumin cumbria cummerbund~ cumming^ cummings circumcis~ document~ cucumber~ titan~ titanic titanium title~ titillat~ shitake shiitake~ matsushita mishit~ shittah shittim swastika_temple buddhist_swastika~ hindu_swastika~ jain_swastika~ nazi_trial~ nazi_war_crim~ anti_nazi~ penistone peniston^ therapist~ drape~ grape~ scrape~ crape~ rappel~ rapper~ rapping rapped trapes~ raper_castle nudge~ denude~ denuded nudibranch~ nude_descending the_naked_maja naked_maja nude_maja blue_nude reclining_nude_by life_class bitches_brew son_of_a_gun blow_dryer blow_dry~ faggots_and_peas faggot_of~ faggots_of bundle_of_faggot~ fag_end titbit~ dyke_marsh offas_dyke van_dyke vandyke~ dyke_wall hoedown shag_carpet~ shag_rug~ shag_pile shagbark cormorant_shag screw_driver screwdriver~ crackers retardant~ retarding_basin fire_retard~ flame_retard~ ritardando spick buttress~ butter~ button~ buttercup~ butt_joint~ butt_hinge~ water_butt~ cigarette_butt~ butte~ rectory dildo_newfoundland dildo_island intercourse_pennsylvania social_intercourse sodom_and_gomorrah slut_end beaver_dam hot_rod bloody_mary killer_whale~ killer_bee~ dead_sea deadlift~ dead_wood deadline~ dead_end dead_nettle~ blood_orange~ blood_moon blood_test~ blood_pressure blood_donor~ blood_donation~ blood_bank~ blood_vessel~ crack_in cracked pot_plant~ potted heroine~ pot_of hash_brown~ hashtag~ hash_table~ corpse_flower~ corpse_lily knuckle murder_of_crows murder_mystery opium_war~ opium_poppy dope_sheet speed_limit~ weed_whacker~ tea_weed seaweed~ milkweed~ chickweed tumbleweed~ dumb_bell~ dumbbell~ hanging_basket~ hanging_garden~ lame_fabric loser_bracket ugly_duckling~ fat_tuesday gutted_building cock_ale jerk_chicken jerkin~ wanker_nunatak cuntz kuntz coonhound~ coonskin~ raccoon~ tycoon~ cocoon~ spicy spice spiced homophone~ homo_sapiens homo_erectus homo_habilis homogen~ chinky chink_in chink_of a_chink paki stan pakistan~ gay_lussac gayal kaffir_lime~ kaffir_lily crap_game craps_table crappie~ screwball fannie fanny^ fanny_pack~ tampoon harpoon~ spoon~ lampoon~ pontoon~ teapoy strip_mall~ comic_strip~ strip_mine~ strip_light~ airstrip filmstrip~ sunset_strip gaza_strip las_vegas_strip weather_strip~ power_strip~ landing_strip film_strip~ magnetic_strip test_strip~ bacon_strip~ mobius_strip bare_feet barefoot bare_hands bare_tree~ bare_branch~ breast_cancer breast_pump~ breast_pocket~ breast_plate~ breastplate~ breast_stroke breaststroke chicken_breast~ duck_breast~ turkey_breast~ breast_milk robin_redbreast nipple_cactus grease_nipple~ beagle_bitch jew_harp jews_harp virgin_mary ecstasy_of saint_teresa sex_of_the sexed sexing_chick~ safe_sex_poster ass_and_ox ox_and_ass dead_reckoning dyke~ the_dykes dick_tater cox coxswain~ shag_cormorant~ hump_back~ humpback~ camel_hump~ speed_hump~ hump_day rear_admiral analemma~ analcime arse_nal arsenal arsenic arsenate~ parse~ sparse~ coarse~ hoarse~ tarsal~ horny_goat_weed horny_layer horny_beak~ orgasmatron orgy_of_color orgy_of_colour snuff_box~ snuffbox~ poppycock poppet ass_carrying ass_bearing ass_laden laden_ass pack_ass wild_ass~ ass_and_foal ass_colt jaw_of_an_ass an_ass_and ass_pulling ass_in_the_stable balaam~ ass_eared ass_braying putto putti cum_laude beaneries beanery penne pennes naked_shoulders naked_feet naked_hands naked_arms naked_back nude_heels nude_pumps nude_dress',
  common: 'the a an of in on at with and to is are by for from this that what under over into his her two some very',
  terms: {
    naked: {
      sure: 'nudist~ nudism nudes naturist_beach topless full_frontal bare_breasted bare_ass~ bare_assed butt_naked buck_naked stark_naked semi_nude half_naked nipslip nip_slip upskirt~ downblouse birthday_suit nude_beach nude_body naked_body naked_bodies in_the_nude nudity wearing_nothing no_clothes without_clothes without_any_clothes unclothed',
      company: 'naked nude~ bare_bottom bare_bum nakedness',
    },
    undress: {
      sure: 'striptease~ strip_tease~ stripper~ strip_club~ strip_poker lap_dance~ lapdance~ pole_dancing_stripper undressing peepshow peep_show~ wet_t_shirt',
      company:
        'undress~ stripping stripped disrob~ take_off_her_clothes taking_off_her_clothes taking_off_his_clothes taking_off_their_clothes',
    },
    breasts: {
      sure: 'tits titties titty boobs boobies booby boobjob~ big_tits bigtits tittyfuck* titfuck* bazongas sideboob underboob',
      company: 'tit boob nipple~ hooters busty big_breasts huge_breasts bare_breasts breasts_exposed areola~ cleavage',
      everyday: 'knockers jugs melons',
    },
    buttocks: {
      sure: 'arse arses ass asses bigass bubble_butt~ asscrack',
      company: 'booty booties buttcrack bum_crack',
      everyday: 'butt butts',
    },
    coitus: {
      sure: 'having_sex has_sex have_sex had_sex sex_scene~ sex_act~ sex_tape~ sex_position~ sex_party sex_orgy making_love_naked copulating doggystyle doggy_style missionary_position reverse_cowgirl sex_slave~ sexslave~ hardcore_sex rough_sex hot_sex group_sex sex_video~ threesome~ foursome~ coitus fornicat~ get_laid getting_laid one_night_stand_sex sexfest sexcapade~ sexting sex_doll~ sex_toy~ sex_worker~ sex_with shagging humping_her',
      company: 'sex shags shagged copulat~ making_love make_love',
      everyday: 'shag screwing humping bonk bonking bareback mating',
    },
    acts: {
      sure: 'blow_job~ hand_job~ foot_job~ rim_job~ rimjob~ fellatio cunnilingus anilingus analingus anal_sex oral_sex anal_plug buttplug~ butt_plug~ deepthroat~ deep_throat~ gang_bang~ gangbang* orgy orgies bukkake creampie double_penetration fisting fistfuck* pegging_him facesitting cocksuck* titjob bareback_sex buttsex butt_sex sixty_nine_position circlejerk circle_jerk daisy_chain_orgy swinger_party facial_cum teabagging_him doublepenetration sodomiz~ sodomis~ sodomy',
      company: 'anal sucking_off pegging blowing_him going_down_on',
      everyday: 'rimming fingering teabag~',
    },
    masturbation: {
      sure: 'masturbat* jerking_off jerk_off jacking_off jack_off jackoff wank wanks wanking wanked fap fapping fapped circlejerk~ self_pleasuring fleshlight~ playing_with_herself touching_herself',
      company: 'handjob self_pleasure',
      everyday: 'fingering',
    },
    penis: {
      sure: 'dick dicks bigdick~ dickpic~ dick_pic~ dick_pick cockhead~ huge_cock~ big_cock~ hard_cock~ erect_cock~ cocksucker~ penises penis schlong~ boner~ hardons dickhead~ morning_wood_erection wiener_dick ballsack~ ball_sack~ nutsack~ erect_penis',
      company: 'hard_on cock^ cocks johnson^ phallus phallic erection~ testicle~ scrotum glans foreskin',
      everyday: 'prick pricks pecker~',
    },
    vulva: {
      sure: 'cunt* *cunt pussy pussies wet_pussy vagina~ vaginal vulva~ twat~ clit^ clits clitoris punani poontang cooch coochie camel_toe cameltoe minge vajayjay beef_curtains',
      company: 'labia fanny cooter cherry_popping hymen',
      everyday: 'snatch muff',
    },
    climax: {
      sure: 'cumshot~ cum_shot~ cumming_on cumslut~ cumming cum_on cum_dripping cum_covered orgasm* ejaculat* jizz* spunk_on semen_on creampied squirting_orgasm squirting_pussy cum_in_her cum_in_mouth facial_cumshot',
      company: 'cum cums semen sperm spunk moaning wet_dream~',
      everyday: 'squirt~',
    },
    porn: {
      sure: 'porn porno pornos porn* *porn pornograph* hentai ahegao xxx_rated xrated x_rated_movie adult_film_star~ camgirl~ cam_girl~ onlyfans_nude erotica nsfw  ecchi yiff~ doujin_porn playboy_centerfold~ pinup_nude softcore playmate_nude pornhub redtube youporn',
      company: 'erotic erotically xxx adult_film~ onlyfans pinup centerfold~',
      everyday: 'playboy',
    },
    kink: {
      sure: 'bdsm dominatrix~ femdom dildo~ vibrator_in sex_machine ball_gag~ ballgag~ nipple_clamp~ strapon~ strap_on_dildo~ shibari_nude kinbaku cock_ring~ chastity_cage bondage_gear bondage_slave bondage_orgy tied_up_naked golden_shower~ watersports_piss scat_porn sadomaso~ cuckold_porn gimp_suit~ furry_porn fetish_porn gloryhole~ glory_hole~ foot_fetish~',
      company: 'bondage cuckold~ fetish~ kinky voyeur~ spank~',
      everyday: 'handcuffed latex vibrator~ gagged tied_up',
    },
    prostitution: {
      sure: 'whore~ *whore whoring whorehouse~ hooker~^ prostitut* brothel~ call_girl~ streetwalker~ pimping pimped_out escort_girl~ rent_boy~ bordello~',
      company: 'harlot~ pimp~ massage_parlor strumpet~',
      everyday: 'hustler~',
    },
    lewd: {
      sure: 'slut* milf~ gilf~ skank~ thot~^ nympho~ nymphomaniac~ bimbo_slut jailbait shemale~ ladyboy_nude sexpot~ cumdumpster~ fuckable bootylicious',
      company: 'horny sexy sexier sexiest lewd~ lustful~ lusty hot_chick~ hussy vixen~ randy^ hottie~',
      everyday: 'naughty tramp~ hoe hoes',
    },
    rape: {
      sure: 'molest molests molested molester~ molesting rape rapes raped raping rapist~ gangrape~ gang_rape~ date_rape~ daterape~ molestation sexual_assault~ sexually_assault~ sexually_abus~ sexual_abuse roofie~ nonconsensual_sex non_consensual_sex groping_her grope gropes groped groping deflower~',
      company: 'ravag~ forced_sex',
    },
    taboo: {
      sure: 'pedophil* paedophil* pedo pedos paedo~ lolicon~ shotacon~ lolita_sex loli lolis incest~ incestuous bestiality zoophil* necrophil* child_porn* kiddie_porn* underage_sex underage_nude jailbaits preteen_nude minor_sex beastiality childporn',
      company: 'lolita~ underage preteen~ barely_legal shota',
    },
    race: {
      sure: 'nigger~ nigga~ niggaz niglet~ nignog~ darkie~ darky coons_black kike~ wetback~ beaner~ towelhead~ raghead~ sandnigger camel_jockey~ chinaman chinamen chinks gook~ zipperhead~ paki pakis jigaboo~ porch_monkey~ pickaninny wop_scum dago~ redskin_savage gyppo~ pikey~ yid yids golliwog~ sambo_black whitey_trash jewboy squaw~^ injun~ half_breed~ spics spick_scum slanteye~ slant_eye~ abbo~ kaffir~',
      company: 'coon~ chink spic wop~ jap japs negro~ cracker redskin~ honky honkies gypsy_scum',
      with: 'dirty filthy stupid damn fucking you these those hate scum kill go_home out ugly lazy',
    },
    orientation: {
      sure: 'faggot~ fags fag_hater dyke_bitch tranny trannies shemales poofter~ lezbo~ lesbo~ homos bull_dyke~ bulldyke~ batty_boy~ carpet_muncher~ fudgepacker~ fudge_packer~ pillow_biter~ queer_bashing sissy_fag',
      company: 'fag dyke homo sissy poof~ queers',
      with: 'dirty filthy stupid damn fucking you these those hate scum kill ugly lazy bash bashing boy boys man men guy',
    },
    disability: {
      sure: 'retards spastics mongoloid_kid fucktard~ libtard~ spaz_kid cripple_freak mongoloid~',
      company: 'retarded retard spaz spastic~ cripple~ midget~',
      with: 'you stupid dumb ugly kid kids boy girl man men woman people person freak fucking laughing face',
    },
    nazi: {
      sure: 'heil_hitler sieg_heil white_power white_supremac* aryan_race master_race gas_the_jews kill_all_jews kill_the_jews nazi_propaganda nazi_salute~ nazi_flag~ nazi_rally nazi_rallies neo_nazi~ neonazi~ hitler_salute~ ku_klux_klan klansman klansmen swastika_tattoo~ swastika_flag~ swastika_armband~ ethnic_cleansing lynch_mob~ lynching~ death_to_jews death_to_muslims',
      company: 'nazi~ swastika~ hitler lynch~ klan',
      with: 'flag~ salute~ rally armband~ tattoo~ poster propaganda glorious praise praising proud worship hero lover',
    },
    fuck: {
      sure: 'fuck* *fuck *fucker *fuckers *fucking *fucked fuk^ fukin fuking fucc phuck* fcuk~ fck fcking effing_bitch feck_off wtf_fuck motherf* mofo~ clusterfuck* mindfuck* stfu gtfo bollocks bugger_off bloody_hell_fuck',
      company: 'frigging',
    },
    shit: {
      sure: 'shit shits shitty shitter~ shitting shitted shithead* shithole* shitface* shitbag* shitload* shitstorm* shitshow* shitpost* shitless *shit bullshit* dipshit~ horseshit batshit crap crappy crapping crapped turds shite poop_porn taking_a_dump',
      company: 'turd',
    },
    arsehole: {
      sure: 'asshole~ arsehole~ *asshole dumbass* jackasses asshat~ asswipe~ smartass~ assface~ fatass* badasses asslick* arselick* butthole~ bunghole~ kick_ass_bitch kiss_my_ass',
      company: 'jackass lardass',
    },
    bastard: {
      sure: 'bastard bastards motherfuck* son_of_a_bitch sons_of_bitches sonofabitch sob_bitch mother_fucker~ bitch* *bitch biatch~ beeyotch biotch',
      company: 'bastardly',
    },
    oath: {
      sure: 'wanker~ tosser~ bellend~ knobhead~ douchebag~ douche_bag~ dickwad~ dickweed~ cockwomble~ twatwaffle scumbag~ prick_bastard bollock~ goddamn~ goddamned pissed_off piss_off pisshead~ knob_end knobend~ jerkoff~ schmuck_dick numbnuts dipstick_idiot piss pisses pissing bugger~ arsewipe~ scum_sucking cocksucking',
      company: 'schmuck~',
      everyday: 'prick',
    },
    wounds: {
      sure: 'gore gory dismember* mutilat* disembowel* eviscerat* severed_head~ severed_limb~ severed_arm~ severed_hand~ severed_leg~ severed_finger~ cut_off_head bloody_knife blood_splatter~ blood_spatter~ splattered_with_blood covered_in_blood dripping_blood dripping_with_blood pool_of_blood pools_of_blood blood_everywhere blood_and_guts bloodbath bloodied spilled_guts guts_spilling intestines_hanging intestines_spilling entrails exposed_organs gouged_eye~ eyes_gouged slit_throat throat_slit slashed_throat brain_matter skinned_alive torn_flesh rotting_flesh impaled gutted_body bullet_wound~ gunshot_wound~ bleeding_out exploding_head~ bloody_corpse blood_soaked severed amputat~ flayed guts_hanging open_wound~ limbs_torn torn_apart_body',
      company: 'guts intestines bleeding blood wound~ bloody',
      with: 'severed dead body corpse~ torn spill~ dripping hanging knife stab~ gun victim~ pouring gushing splatter~ head throat',
    },
    killing: {
      sure: 'decapitat* behead* murderer_with murdering stabbed stabbing_a stabbing~ strangl* executing_a execution_by public_execution firing_squad school_shooting~ mass_shooting~ mass_murder~ massacre~ massacring slaughtered_people torture~ torturing torturous lynched shot_in_the_head shooting_people shoot_up_school hacked_to_death beaten_to_death chainsaw_massacre serial_killer~ how_to_kill snuff_film~ bludgeon* burned_alive burning_alive crucified_body guillotined hanged_man_body murdered murder_scene murder_victim~ killing_spree genocide terrorist_attack suicide_bomb* terrorist_bomb*',
      company: 'murder~ kill killed killing slaughter~ execut~ shooting shot stab shoot',
      with: 'him her them people person man woman child children boy girl victim~ classmate~ teacher~ knife gun blood~ corpse~ student~',
    },
    corpse: {
      sure: 'corpse~ cadaver~ dead_body dead_bodies decaying_body rotting_body roadkill maggot_infested mangled_body mangled_bodies charred_body charred_bodies hanged_body mass_grave~ pile_of_bodies body_parts',
      company: 'carcass~',
      with: 'human blood rotting',
    },
    selfHarm: {
      sure: 'suicide~ suicidal committing_suicide hanging_himself hanging_herself hang_himself hang_herself hanged_himself self_harm* slit_wrist~ slitting_wrist~ slitting_her_wrist~ slitting_his_wrist~ cutting_her_wrist~ cutting_his_wrist~ cut_wrists noose_around_neck noose_around shoots_himself shooting_himself killing_himself killing_herself',
      company: 'noose~',
      with: 'neck man woman girl boy hang~',
    },
    hardDrugs: {
      sure: 'cocaine heroin crystal_meth meth methamphetamine~ meth_lab~ crack_cocaine crack_pipe~ crackhead~ mdma lsd fentanyl ketamine opioid_addict~ drug_dealer~ drug_dealing drug_addict~ drug_deal~ drug_lab~ junkie~ amphetamine~ angel_dust speedball~ shrooms magic_mushroom~ psilocybin ecstasy_pill~ drug_cartel_cocaine crackhouse~ crack_house~',
      company: 'ecstasy speed crack coke opium morphine drugs acid',
      with: 'pill~ smok~ snort~ inject~ dealer~ rave~ addict~ line lines pipe~ den needle~ high sell~ tab tabs taking overdos~',
    },
    cannabis: {
      sure: 'marijuana cannabis stoner~ smoking_weed smoking_pot smokes_weed smoke_weed weed_joint~ bong_smoke bong bongs spliff~ reefer~ hashish blunt_weed ganja getting_stoned rolling_a_joint smoking_a_joint',
      company: 'weed pot joint~ hash blunt',
      with: 'smok~ stoned stoner~ roll~ dealer~ bag high bong puff~ lit lighting teen~ drug~',
    },
    drugUse: {
      sure: 'injecting_heroin snorting snorts_coke shooting_up_heroin overdos* getting_high_on high_on_drugs shooting_heroin taking_drugs doing_drugs drug_use drug_abuse drug_needle~ heroin_needle~ drugged',
      company: 'syringe~ needle~ injecting pills snort~',
      with: 'junkie~ drug~ addict~ heroin arm spoon belt',
    },
    threat: {
      sure: 'kill_yourself kys go_die go_and_die drink_bleach end_your_life hope_you_die i_will_kill_you ill_kill_you nobody_would_miss_you hang_yourself kill_herself_loser you_should_die jump_off_a_bridge_loser neck_yourself you_deserve_to_die die_in_a_fire',
      company: 'die',
      with: 'loser~ worthless bitch you_should ugly',
    },
    insult: {
      sure: 'worthless_loser~ ugly_loser~ fat_loser~ pathetic_loser~ you_loser fat_pig you_fat fat_bitch ugly_bitch nobody_likes_you everyone_hates_you worthless_piece you_are_worthless youre_worthless fat_ugly ugly_fat you_ugly you_idiot you_moron stupid_idiot~ retarded_loser fatso~ lardass~ landwhale~ piece_of_trash_person you_are_ugly you_are_stupid you_are_fat waste_of_space dumb_idiot~',
      company: 'loser~ worthless ugly pathetic idiot~ moron~ imbecile~ freak~ fatty stupid dumb',
      with: 'you your youre bully bullying bullied mocked mocking laughed taunt~ classmate~',
    },
  },
};
