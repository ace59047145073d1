// What the embedded model was shown, by the labels that training/corpus.mjs takes from emojibase-data (MIT).

export const DEMO_THINGS =
  'monkey face, monkey, gorilla, orangutan, dog face, dog, wolf, fox, raccoon, cat face, lion, tiger face, ' +
  'horse face, moose, donkey, horse, unicorn, zebra, deer, bison, cow face, pig face, boar, pig nose, ewe, goat, ' +
  'two-hump camel, llama, giraffe, elephant, mammoth, rhinoceros, hippopotamus, mouse face, hamster, rabbit face, ' +
  'rabbit, chipmunk, beaver, hedgehog, bat, bear, polar bear, koala, panda, sloth, otter, skunk, kangaroo, badger, ' +
  'turkey, chicken, rooster, hatching chick, baby chick, front-facing baby chick, bird, penguin, dove, eagle, ' +
  'duck, swan, owl, dodo, feather, flamingo, peacock, parrot, wing, black bird, goose, phoenix, frog, crocodile, ' +
  'turtle, lizard, snake, dragon face, dragon, sauropod, t-rex, spouting whale, whale, dolphin, seal, fish, ' +
  'tropical fish, blowfish, shark, octopus, spiral shell, coral, jellyfish, crab, lobster, shrimp, squid, oyster, ' +
  'snail, butterfly, bug, ant, honeybee, beetle, lady beetle, cricket, cockroach, spider, spider web, scorpion, ' +
  'mosquito, fly, worm, bouquet, cherry blossom, white flower, lotus, rosette, rose, wilted flower, hibiscus, ' +
  'sunflower, blossom, tulip, hyacinth, seedling, potted plant, evergreen tree, deciduous tree, palm tree, cactus, ' +
  'sheaf of rice, herb, shamrock, four leaf clover, maple leaf, fallen leaf, leaf fluttering in wind, mushroom, ' +
  'grapes, melon, watermelon, tangerine, lemon, lime, banana, pineapple, mango, red apple, green apple, pear, ' +
  'peach, cherries, strawberry, blueberries, kiwi fruit, tomato, olive, coconut, avocado, eggplant, potato, ' +
  'carrot, ear of corn, hot pepper, bell pepper, cucumber, leafy green, broccoli, garlic, onion, peanuts, beans, ' +
  'chestnut, ginger root, pea pod, brown mushroom, bread, croissant, baguette bread, pretzel, bagel, pancakes, ' +
  'waffle, cheese wedge, meat on bone, poultry leg, cut of meat, bacon, hamburger, french fries, pizza, hot dog, ' +
  'sandwich, taco, burrito, stuffed flatbread, falafel, egg, cooking, green salad, popcorn, canned food, ' +
  'cooked rice, steaming bowl, spaghetti, roasted sweet potato, sushi, fried shrimp, moon cake, dumpling, ' +
  'soft ice cream, shaved ice, ice cream, doughnut, cookie, birthday cake, shortcake, cupcake, pie, chocolate bar, ' +
  'candy, lollipop, custard, honey pot, baby bottle, glass of milk, hot beverage, teapot, teacup without handle, ' +
  'sake, bottle with popping cork, wine glass, cocktail glass, tropical drink, beer mug, clinking beer mugs, ' +
  'clinking glasses, tumbler glass, pouring liquid, cup with straw, bubble tea, beverage box, mate, ice, ' +
  'chopsticks, fork and knife with plate, amphora, globe showing europe-africa, globe with meridians, world map, ' +
  'compass, snow-capped mountain, mountain, volcano, mount fuji, camping, beach with umbrella, desert, ' +
  'desert island, stadium, classical building, hut, house, house with garden, hospital, bank, factory, ' +
  'japanese castle, castle, tokyo tower, statue of liberty, church, fountain, tent, hot springs, carousel horse, ' +
  'ferris wheel, roller coaster, barber pole, circus tent, locomotive, railway car, high-speed train, ' +
  'bullet train, train, metro, mountain railway, tram car, bus, trolleybus, minibus, ambulance, fire engine, ' +
  'police car, taxi, automobile, sport utility vehicle, pickup truck, delivery truck, articulated lorry, tractor, ' +
  'racing car, motorcycle, motor scooter, manual wheelchair, motorized wheelchair, auto rickshaw, bicycle, ' +
  'kick scooter, skateboard, roller skate, fuel pump, police car light, stop sign, anchor, ring buoy, sailboat, ' +
  'canoe, speedboat, passenger ship, ferry, motor boat, ship, airplane, small airplane, airplane departure, ' +
  'airplane arrival, parachute, seat, helicopter, satellite, rocket, flying saucer, bellhop bell, luggage, ' +
  'full moon, crescent moon, thermometer, sun, ringed planet, star, glowing star, shooting star, cloud, ' +
  'sun behind cloud, cloud with lightning and rain, sun behind small cloud, wind face, cyclone, rainbow, ' +
  'closed umbrella, umbrella, umbrella with rain drops, umbrella on ground, high voltage, snowflake, snowman, ' +
  'snowman without snow, comet, fire, droplet, water wave, jack-o-lantern, christmas tree, fireworks, sparkler, ' +
  'firecracker, sparkles, balloon, party popper, confetti ball, tanabata tree, pine decoration, ribbon, ' +
  'wrapped gift, reminder ribbon, military medal, trophy, sports medal, 1st place medal, 2nd place medal, ' +
  '3rd place medal, soccer ball, baseball, softball, basketball, volleyball, american football, rugby football, ' +
  'tennis, flying disc, bowling, cricket game, field hockey, ice hockey, lacrosse, ping pong, badminton, ' +
  'boxing glove, martial arts uniform, goal net, flag in hole, ice skate, fishing pole, diving mask, ' +
  'running shirt, skis, sled, curling stone, bullseye, yo-yo, kite, water pistol, pool 8 ball, crystal ball, ' +
  'magic wand, video game, joystick, slot machine, game die, puzzle piece, teddy bear, piñata, mirror ball, ' +
  'nesting dolls, spade suit, heart suit, diamond suit, club suit, chess pawn, performing arts, framed picture, ' +
  'artist palette, thread, sewing needle, yarn, knot, glasses, sunglasses, goggles, lab coat, safety vest, ' +
  'necktie, t-shirt, jeans, scarf, gloves, coat, socks, dress, kimono, sari, one-piece swimsuit, briefs, shorts, ' +
  "bikini, woman's clothes, folding hand fan, purse, handbag, clutch bag, shopping bags, backpack, thong sandal, " +
  "man's shoe, running shoe, hiking boot, flat shoe, high-heeled shoe, woman's sandal, ballet shoes, woman's boot, " +
  "hair pick, crown, woman's hat, top hat, graduation cap, billed cap, military helmet, rescue worker's helmet, " +
  'prayer beads, lipstick, ring, gem stone, megaphone, postal horn, bell, bell with slash, musical score, ' +
  'musical note, musical notes, studio microphone, level slider, control knobs, microphone, headphone, radio, ' +
  'saxophone, trumpet, accordion, guitar, musical keyboard, violin, banjo, drum, long drum, maracas, flute, ' +
  'mobile phone, mobile phone with arrow, telephone, telephone receiver, pager, fax machine, battery, low battery, ' +
  'electric plug, laptop, desktop computer, printer, keyboard, computer mouse, trackball, floppy disk, abacus, ' +
  'movie camera, clapper board, television, camera, camera with flash, video camera, magnifying glass tilted left, ' +
  'magnifying glass tilted right, candle, light bulb, flashlight, open book, books, coin, money bag, hammer, axe, ' +
  'pick, hammer and pick, hammer and wrench, dagger, crossed swords, bomb, boomerang, bow and arrow, shield, ' +
  'carpentry saw, wrench, screwdriver, nut and bolt, gear, clamp, balance scale, white cane, broken chain, hook, ' +
  'toolbox, magnet, alembic, dna, microscope, telescope, satellite antenna, syringe, pill, adhesive bandage, door, ' +
  'mirror, window, bed, couch and lamp, chair, toilet, plunger, shower, bathtub, razor, lotion bottle, safety pin, ' +
  'broom, basket, roll of paper, bucket, soap, bubbles, toothbrush, sponge, fire extinguisher, shopping cart';
