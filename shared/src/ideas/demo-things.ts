// What the embedded model was shown: the English labels of models/sana-mini/known-things.json, which are those of emojibase-data (MIT).

export const DEMO_THINGS =
  'grinning face, beaming face with smiling eyes, grinning face with sweat, face with tears of joy, winking face, ' +
  'smiling face with smiling eyes, smiling face with halo, smiling face with heart-eyes, face blowing a kiss, ' +
  'face savoring food, winking face with tongue, money-mouth face, smiling face with open hands, thinking face, ' +
  'zipper-mouth face, neutral face, sleeping face, face with medical mask, face with thermometer, nauseated face, ' +
  'hot face, cold face, exploding head, cowboy hat face, partying face, smiling face with sunglasses, nerd face, ' +
  'face with monocle, face with open mouth, pleading face, crying face, loudly crying face, ' +
  'face screaming in fear, enraged face, face with symbols on mouth, smiling face with horns, skull, pile of poo, ' +
  'clown face, ghost, alien, alien monster, robot, grinning cat, smiling cat with heart-eyes, see-no-evil monkey, ' +
  'love letter, sparkling heart, broken heart, orange heart, yellow heart, green heart, blue heart, purple heart, ' +
  'brown heart, black heart, white heart, hundred points, collision, dizzy, sweat droplets, speech balloon, ' +
  'thought balloon, zzz, waving hand, raised hand, ok hand, victory hand, crossed fingers, ' +
  'backhand index pointing left, backhand index pointing up, backhand index pointing down, thumbs up, thumbs down, ' +
  'raised fist, clapping hands, raising hands, handshake, folded hands, writing hand, flexed biceps, ear, nose, ' +
  'brain, anatomical heart, lungs, tooth, bone, eyes, eye, mouth, baby, boy, girl, person, person: blond hair, ' +
  'man, person: beard, man: red hair, man: curly hair, man: white hair, man: bald, woman, woman: red hair, ' +
  'woman: curly hair, woman: white hair, older person, old man, old woman, person gesturing no, ' +
  'person tipping hand, person raising hand, person shrugging, health worker, man health worker, ' +
  'woman health worker, student, man student, woman student, teacher, man teacher, woman teacher, judge, ' +
  'woman judge, farmer, man farmer, woman farmer, cook, man cook, woman cook, mechanic, man mechanic, ' +
  'woman mechanic, factory worker, woman factory worker, office worker, man office worker, woman office worker, ' +
  'scientist, man scientist, woman scientist, technologist, man technologist, woman technologist, singer, ' +
  'man singer, woman singer, artist, man artist, woman artist, pilot, man pilot, woman pilot, astronaut, ' +
  'man astronaut, woman astronaut, firefighter, man firefighter, woman firefighter, police officer, ' +
  'woman police officer, detective, guard, ninja, construction worker, woman construction worker, prince, ' +
  'princess, woman with headscarf, person in tuxedo, person with veil, pregnant woman, baby angel, santa claus, ' +
  'mrs. claus, superhero, woman superhero, mage, woman mage, fairy, vampire, mermaid, elf, genie, zombie, ' +
  'person walking, person running, woman dancing, man dancing, person climbing, skier, snowboarder, ' +
  'person surfing, person rowing boat, person swimming, person bouncing ball, person lifting weights, ' +
  'person biking, person cartwheeling, person in lotus position, speaking head, busts in silhouette, footprints, ' +
  'monkey face, monkey, gorilla, orangutan, dog face, dog, wolf, fox, raccoon, cat face, lion, tiger face, ' +
  'horse face, horse, unicorn, zebra, deer, bison, cow face, pig face, boar, pig nose, ewe, goat, two-hump camel, ' +
  'llama, giraffe, elephant, mammoth, rhinoceros, hippopotamus, mouse face, hamster, rabbit face, rabbit, ' +
  'chipmunk, beaver, hedgehog, bat, bear, polar bear, koala, panda, sloth, otter, skunk, kangaroo, badger, ' +
  'paw prints, turkey, chicken, rooster, hatching chick, baby chick, front-facing baby chick, bird, penguin, dove, ' +
  'eagle, duck, swan, owl, dodo, feather, flamingo, peacock, parrot, frog, crocodile, turtle, lizard, snake, ' +
  'dragon face, dragon, sauropod, t-rex, spouting whale, whale, dolphin, seal, fish, tropical fish, blowfish, ' +
  'shark, octopus, spiral shell, coral, crab, lobster, shrimp, squid, oyster, snail, butterfly, bug, ant, ' +
  'honeybee, beetle, lady beetle, cricket, cockroach, spider, spider web, scorpion, mosquito, fly, worm, microbe, ' +
  'bouquet, cherry blossom, white flower, lotus, rose, wilted flower, hibiscus, sunflower, blossom, tulip, ' +
  'seedling, potted plant, evergreen tree, deciduous tree, palm tree, cactus, sheaf of rice, herb, shamrock, ' +
  'four leaf clover, maple leaf, fallen leaf, leaf fluttering in wind, nest with eggs, mushroom, grapes, melon, ' +
  'watermelon, tangerine, lemon, banana, pineapple, mango, red apple, green apple, pear, peach, cherries, ' +
  'strawberry, blueberries, kiwi fruit, tomato, olive, coconut, avocado, eggplant, potato, carrot, ear of corn, ' +
  'hot pepper, bell pepper, cucumber, leafy green, broccoli, garlic, onion, peanuts, beans, chestnut, bread, ' +
  'croissant, baguette bread, pretzel, bagel, pancakes, waffle, cheese wedge, meat on bone, poultry leg, ' +
  'cut of meat, bacon, hamburger, french fries, pizza, hot dog, sandwich, taco, burrito, stuffed flatbread, ' +
  'falafel, egg, cooking, pot of food, bowl with spoon, green salad, popcorn, butter, canned food, cooked rice, ' +
  'steaming bowl, spaghetti, roasted sweet potato, sushi, fried shrimp, moon cake, dumpling, takeout box, ' +
  'soft ice cream, shaved ice, ice cream, doughnut, cookie, birthday cake, shortcake, cupcake, pie, chocolate bar, ' +
  'candy, lollipop, custard, honey pot, baby bottle, glass of milk, hot beverage, teapot, teacup without handle, ' +
  'sake, bottle with popping cork, wine glass, cocktail glass, tropical drink, beer mug, clinking beer mugs, ' +
  'clinking glasses, tumbler glass, pouring liquid, cup with straw, bubble tea, beverage box, mate, ice, ' +
  'chopsticks, fork and knife with plate, fork and knife, spoon, kitchen knife, amphora, ' +
  'globe showing europe-africa, globe with meridians, world map, compass, snow-capped mountain, mountain, volcano, ' +
  'mount fuji, camping, beach with umbrella, desert, desert island, national park, classical building, ' +
  'building construction, brick, rock, wood, hut, house, house with garden, hospital, bank, school, factory, ' +
  'japanese castle, castle, tokyo tower, statue of liberty, church, mosque, hindu temple, synagogue, ' +
  'shinto shrine, fountain, tent, night with stars, cityscape, sunrise over mountains, sunrise, cityscape at dusk, ' +
  'sunset, bridge at night, hot springs, carousel horse, ferris wheel, roller coaster, barber pole, circus tent, ' +
  'locomotive, bullet train, metro, bus, ambulance, fire engine, police car, taxi, automobile, ' +
  'sport utility vehicle, pickup truck, delivery truck, articulated lorry, tractor, racing car, motorcycle, ' +
  'motor scooter, manual wheelchair, motorized wheelchair, auto rickshaw, bicycle, kick scooter, skateboard, ' +
  'roller skate, bus stop, railway track, fuel pump, police car light, vertical traffic light, stop sign, ' +
  'construction, anchor, ring buoy, sailboat, canoe, speedboat, passenger ship, ferry, motor boat, ship, airplane, ' +
  'small airplane, airplane departure, airplane arrival, parachute, seat, helicopter, mountain cableway, ' +
  'satellite, rocket, flying saucer, bellhop bell, luggage, hourglass done, hourglass not done, watch, ' +
  'alarm clock, stopwatch, mantelpiece clock, first quarter moon, full moon, crescent moon, thermometer, sun, ' +
  'ringed planet, star, glowing star, shooting star, milky way, cloud, sun behind cloud, ' +
  'cloud with lightning and rain, sun behind small cloud, cloud with rain, tornado, fog, wind face, cyclone, ' +
  'rainbow, closed umbrella, umbrella, umbrella with rain drops, umbrella on ground, high voltage, snowflake, ' +
  'snowman, snowman without snow, comet, fire, droplet, water wave, jack-o-lantern, christmas tree, fireworks, ' +
  'sparkler, firecracker, sparkles, balloon, party popper, confetti ball, red envelope, ribbon, wrapped gift, ' +
  'military medal, trophy, sports medal, 1st place medal, 2nd place medal, 3rd place medal, soccer ball, baseball, ' +
  'softball, basketball, volleyball, american football, rugby football, tennis, flying disc, bowling, ' +
  'cricket game, ice hockey, ping pong, badminton, boxing glove, martial arts uniform, goal net, flag in hole, ' +
  'ice skate, fishing pole, diving mask, running shirt, skis, sled, bullseye, yo-yo, kite, water pistol, ' +
  'pool 8 ball, crystal ball, magic wand, video game, joystick, slot machine, game die, puzzle piece, teddy bear, ' +
  'piñata, mirror ball, nesting dolls, spade suit, heart suit, diamond suit, club suit, chess pawn, ' +
  'performing arts, framed picture, artist palette, thread, sewing needle, yarn, knot, glasses, sunglasses, ' +
  'goggles, lab coat, safety vest, necktie, t-shirt, jeans, scarf, gloves, coat, socks, dress, kimono, shorts, ' +
  'bikini, woman’s clothes, purse, handbag, clutch bag, shopping bags, backpack, thong sandal, man’s shoe, ' +
  'running shoe, hiking boot, flat shoe, high-heeled shoe, woman’s sandal, ballet shoes, woman’s boot, crown, ' +
  'woman’s hat, top hat, graduation cap, billed cap, military helmet, rescue worker’s helmet, prayer beads, ' +
  'lipstick, ring, gem stone, muted speaker, speaker high volume, loudspeaker, megaphone, postal horn, bell, ' +
  'bell with slash, musical score, musical note, musical notes, studio microphone, microphone, headphone, radio, ' +
  'saxophone, accordion, guitar, musical keyboard, trumpet, violin, banjo, drum, long drum, mobile phone, ' +
  'mobile phone with arrow, telephone, telephone receiver, battery, low battery, electric plug, laptop, ' +
  'desktop computer, printer, keyboard, computer mouse, trackball, floppy disk, dvd, abacus, movie camera, ' +
  'clapper board, television, camera, camera with flash, video camera, videocassette, ' +
  'magnifying glass tilted left, magnifying glass tilted right, candle, light bulb, flashlight, closed book, ' +
  'open book, blue book, books, notebook, page facing up, newspaper, rolled-up newspaper, bookmark, label, ' +
  'money bag, coin, yen banknote, dollar banknote, euro banknote, pound banknote, money with wings, credit card, ' +
  'receipt, chart increasing with yen, envelope, package, open mailbox with raised flag, postbox, ' +
  'ballot box with ballot, pencil, black nib, paintbrush, crayon, memo, briefcase, file folder, ' +
  'card index dividers, calendar, tear-off calendar, spiral notepad, chart increasing, chart decreasing, ' +
  'bar chart, clipboard, pushpin, round pushpin, paperclip, straight ruler, triangular ruler, scissors, ' +
  'file cabinet, wastebasket, locked, unlocked, key, old key, hammer, axe, pick, hammer and pick, ' +
  'hammer and wrench, dagger, crossed swords, bomb, bow and arrow, shield, carpentry saw, wrench, screwdriver, ' +
  'nut and bolt, gear, clamp, balance scale, white cane, link, hook, toolbox, magnet, ladder, alembic, test tube, ' +
  'dna, microscope, telescope, satellite antenna, syringe, pill, adhesive bandage, stethoscope, door, mirror, ' +
  'window, bed, couch and lamp, chair, toilet, plunger, shower, bathtub, razor, lotion bottle, safety pin, broom, ' +
  'basket, roll of paper, bucket, soap, bubbles, toothbrush, sponge, fire extinguisher, shopping cart, moai, ' +
  'wheelchair symbol, warning, no entry, prohibited, up arrow, right arrow, down arrow, left arrow, ' +
  'counterclockwise arrows button, yin yang, peace symbol, play button, fast-forward button, pause button, ' +
  'stop button, antenna bars, multiply, plus, minus, divide, infinity, red question mark, red exclamation mark, ' +
  'heavy dollar sign, recycling symbol, hollow red circle, check mark button, cross mark, information, new button, ' +
  'ok button, p button, red circle, orange circle, yellow circle, green circle, blue circle, purple circle, ' +
  'black circle, white circle, red square, orange square, yellow square, green square, blue square, purple square, ' +
  'black large square, white large square, large orange diamond, large blue diamond, red triangle pointed up, ' +
  'chequered flag, triangular flag, black flag, white flag, rainbow flag, pirate flag, flag: argentina, ' +
  'flag: austria, flag: australia, flag: belgium, flag: brazil, flag: canada, flag: switzerland, flag: china, ' +
  'flag: germany, flag: denmark, flag: egypt, flag: spain, flag: european union, flag: finland, flag: france, ' +
  'flag: united kingdom, flag: greece, flag: indonesia, flag: ireland, flag: israel, flag: india, flag: italy, ' +
  'flag: japan, flag: kenya, flag: south korea, flag: mexico, flag: nigeria, flag: netherlands, flag: norway, ' +
  'flag: new zealand, flag: poland, flag: portugal, flag: russia, flag: saudi arabia, flag: sweden, ' +
  'flag: thailand, flag: türkiye, flag: ukraine, flag: united states, flag: vietnam, flag: south africa, gradient, ' +
  'waves, stripes, dots, checkerboard, zigzag, blobs, confetti, bar chart, line chart, pie chart, dashboard, map, ' +
  'phone screen, browser window, code editor, office, classroom, kitchen, living room, street, lighthouse, tower, ' +
  'bridge, skyscraper, windmill, village, landscape';
