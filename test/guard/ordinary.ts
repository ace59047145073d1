/** Prompts as people write them for pictures, and the text that fills designs: nothing of it may change. */
export const ORDINARY: readonly string[] = `
a cyberpunk cat with a neon sign that says "Sana"
watercolour of a lighthouse at dawn, soft light
isometric icon of a shopping cart, flat colours
portrait of an old fisherman, 85mm, shallow depth of field
a woman in a red coat walking through the snow
two children building a sandcastle on the beach
man holding his newborn daughter in a hospital bed
a couple kissing under an umbrella in Paris
a nurse and a doctor looking at an x-ray
girl on a swing, golden hour, film grain
body builder lifting a dumbbell in a gym
hands of a potter shaping clay
a bathroom with a white bathtub and green tiles
cosy bedroom with linen sheets and a cat on the pillow
hotel lobby, art deco, brass lamps
lipstick and nail polish on pink marble
a bikini on a washing line
a butcher's shop in Lyon, sausages in the window
chicken breast with rosemary on a grill
a cocktail with a cherry, studio light
roast duck, crispy skin, food photography
bloody mary with celery on a bar
a cock and three hens in a farmyard
a donkey and a mule pulling a cart
stallion and mare in a meadow
kingfisher on a bare branch
great tit at a bird feeder in winter
a bitch with her puppies in a basket
naked mole rats in a tunnel, cutaway view
bare concrete wall with morning shadows
the naked rocks of the coast at low tide
a soldier writing a letter in 1916, sepia
a knight with a drawn sword in the rain
dragon guarding a hoard of gold
medieval executioner's sword in a museum case
crime novel cover: fog, a street lamp, a shadow
halloween pumpkin with a carved grin
a skull with candles, vanitas still life
sugar skull, day of the dead, papel picado
vampire castle on a cliff at night
explosion of colour powder at a festival
fireworks shooting into the sky
basketball player shooting a three-pointer
a syringe and a vial for a vaccination poster
poppy field in June
hemp rope on an old ship
joint of oak and walnut, woodworking
mushrooms in a basket after rain
smoking chimney of a cabin in the woods
a bar chart, a pie chart and a line chart, flat vector
logo of a coffee shop: a fox with a cup
user interface of a banking app, dark mode
illustration for a blog post about taxes
low poly mountain landscape with a lake
pixel art of a wizard casting a spell
map of Essex and Sussex, hand drawn
statue of Venus in the Louvre, crowds
a Rubens in a gilded frame
class of 1998 reunion, group photo
grandmother and mother peeling apples
`
  .trim()
  .split('\n');

export const LOREM_IPSUM =
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. ' +
  'Cum sociis natoque penatibus et magnis dis parturient montes, nascetur ridiculus mus. Sex anni sunt, anus in horto sedet. ' +
  'Vestibulum ante ipsum primis in faucibus orci luctus et ultrices posuere cubilia curae; cum laude, vade mecum.';

/** Everyday words that mean something else in other company: they stay beside persons, and in photos of anything. */
export const DOUBLE_MEANINGS: readonly string[] = [
  'photo of a long queue in front of a shop',
  'mosquito bites, photo',
  'photo of melons at a market',
  'photo of a smoker with pipes',
  'a photo of two jugs on a table',
  'trainees in an office, stock photo',
  'foto de um copo de leite',
  'foto de conchas na praia',
  'foto de uma aranha',
  'foto eines Schwanzes',
  'foto de un rabo de toro',
  'a photo of a butt of malmsey',
  'photo of a trio of musicians',
  'selfie with a tramp',
  'オスマン・トルコ帝国の絵',
  '朝鮮人参の写真',
  '池沼のほとりの鷺',
  '同性愛者のパレード',
  '立ち上がれ、戦えろと叫ぶ',
  '恋人を迎えろ',
  'カフェ・オ・レと本',
  'メルセデス・ベンツの車',
  'a line of men, queue at the bar',
  'the man with a pipe',
  'her tramp steamer',
  'a woman with a pipe in her hand',
  'a woman with a jug of water, two jugs',
  'a girl eating melons',
  'a man shooting a basketball',
  'the woman in a latex glove at the dentist',
  'a boy with a fish and a rod, bonking his head',
  'a woman and her trainees',
  'an old man tramping through snow',
  'the actress and her naughty dog',
  'a nurse, oral exam',
  'a couple of pipes and a woman',
  'women in a queue',
  'uma mulher com um copo de leite',
  'uma mulher com um saco de compras',
  'uma mulher comendo maçã',
  'homem com pau na mão',
  'mulher tirando o casaco',
  'mulher montando um cavalo',
  'uma moça com conchas',
  'a menina e a aranha',
  'um homem com um pinto amarelo',
  'uma mulher com uma vara de pesca',
  'ele come um pito',
  'una mujer con una concha',
  'una mujer quitándose el abrigo',
  'una mujer montando a caballo',
  'el hombre tira la pelota',
  'una mujer con pulpo, polvo en la mesa',
  'un hombre con huevos fritos',
  'una mujer y su rata',
  'une femme avec une pipe',
  'un homme avec sa queue de billard',
  'une femme et ses chattes',
  'une fille qui monte un cheval',
  "un homme avec des bourses d'étude",
  'une femme avec une miche de pain',
  'ein Mann mit Latte Macchiato',
  'eine Frau mit Eiern',
  'ein Mann mit einem Sack',
  'eine Frau bläst Seifenblasen',
  'eine Frau leckt ein Eis',
  'der Mann nagelt ein Brett',
  'eine Frau zieht den Mantel aus, ausziehen',
  'ein Mann mit Riemen und Prügel',
  'женщина с яйцами на кухне',
  'мужчина с членом жюри',
  'женщина раздевается в прихожей, снимает пальто',
  'девушка скачет на лошади',
  'мужчина кончает работу',
  'женщина сосёт леденец',
  '她脱下外套',
  '女人吃香蕉',
  '男人在插花',
  '女孩骑马',
  '女人下面条',
  '彼女は靴を脱ぐ',
  '女性が挿絵を描く',
  '彼が入れた茶',
  '彼女の舐める飴',
  '남자가 떡을 친다',
  '여자가 사탕을 빤다',
  '남자의 고추밭',
  'औरत आम चूसती हुई',
  'औरत कोट उतारती है',
  'आदमी केला खाता है',
  'लड़की घोड़े पर चढ़ती है',
  'el castillo domina la ciudad',
  'une femme, les yeux baissés',
  'danseurs en transe',
  'eine Nachttischlampe',
  'Tischlampe aus Messing',
  'ein bellender Hund',
  'fitte Sportler',
  'magna cum laude',
  'ein marble putto',
  "penne all'arrabbiata",
  'तलवार की मूठ',
  'पुलिस की निगरानी',
  'ああなるとは思わなかった',
  'イーストマン・コダックの看板',
  'ポル・ポトの写真',
  '三国・コカコーラの工場',
  'クジラの潮吹き',
  '鳥の糞',
  'シンガポールの夜景',
  "woman peeling potatoes in a man's coat",
  'a girl eating a cracker',
  "une femme au sein d'une équipe",
  'une mère donne le sein à son bébé',
  'une femme aux épaules nues',
  "une femme, bras nus, en robe d'été",
  'un homme torse nu à la plage',
  'un homme pieds nus sur le sable',
  'elle peint à mains nues',
  'une femme à tête nue',
  'una mujer con los hombros desnudos',
  'un hombre con los pies desnudos',
  'el hombre lucha a mano desnuda',
  'una mujer con la espalda desnuda y vestido negro',
  'uma mulher de ombros nus',
  'um homem de pés nus na areia',
  'eine Frau mit nackten Schultern im Abendkleid',
  'ein Mann mit nackten Füßen im Gras',
  'ein Mann kämpft mit nackten Händen',
  'Kinder mit nackten Füßen am Bach',
  'женщина с голыми плечами в платье',
  'мужчина с голыми руками',
  'девочка с голыми ногами бежит по траве',
  'голодная женщина ест суп',
  'женщина стоит у окна, голос',
  'она голосует на выборах',
  'мужчина с головой льва',
  'женщина кормит ребёнка грудью',
  'a woman with bare shoulders',
  'a man stripping wallpaper',
  'a busty sculpture in a garden',
  'a playboy mansion from outside',
  'a girl with a cock, rooster',
  'a boy and his cock robin',
  'he has a dong, vietnamese currency',
  'Mr Johnson and his wife',
  'a couple mating chess pieces',
  'a lady in a latex mask',
  'her husband, a hustler at pool',
  'she is horny toad collector',
  '女人露出笑容',
  '她露出肩膀',
  '女孩光着脚',
  '男人赤膊干活',
  '小姐您好，餐厅服务员和男人',
  '女人的胸前别着花',
  '男孩骚扰小猫',
  '她穿裸色高跟鞋',
  '男人上床睡觉',
  '女人躺在床上睡觉',
  '女孩在床上看书，高潮的电影',
  '彼女の胸元に花',
  '彼は胸を張る',
  '女の子が胸に人形を抱く',
  '男が胸ポケットに手帳',
  '裸足の女の子',
  '彼女はヌードカラーの靴',
  '여자가 가슴에 손을 얹다',
  '남자가 모자를 벗은 모습',
  '여자가 장갑을 벗고 있는 사진',
  '아이가 젖은 옷을 말리는 엄마',
  'औरत नंगे पाँव चलती हुई',
  'आदमी ने जूते उतारे',
  'वह कपड़े धोती औरत',
  'औरत कपड़े उतारकर सुखाती है रस्सी से',
  'लड़की की छाती पर फूल',
  'eine Frau im heißen Bad',
  'ein heißer Kaffee im Bett mit Frau',
  'eine Frau mit Dekolleté im Abendkleid',
  'eine stillende Mutter, Brust',
  'ein Mann mit Hintern auf dem Stuhl',
  'uma mulher de decote no vestido',
  'mulher amamentando, seio',
  'una mujer amamantando, pecho',
  'женщина в ванной, голубая плитка',
  'мужчина в бане с веником',
];
