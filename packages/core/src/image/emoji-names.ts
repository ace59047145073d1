// Made by generate-emoji-names.mjs from the names of Unicode's CLDR (through the npm package unicode-emoji-json, MIT).

/** Names of emoji in the order of their code points; `+n`: n code points (in base 36) have none. */
export const EMOJI_NAMES =
  '+4p copyright +4 registered +68d double-exclamation-mark +c exclamation-question-mark +60 trade-mark +m ' +
  'information +2i left-right-arrow up-down-arrow up-left-arrow up-right-arrow down-right-arrow down-left-arrow ' +
  '+f right-arrow-curving-left left-arrow-curving-right +a7 watch hourglass-done +c keyboard +4m eject-button +p ' +
  'fast-forward-button fast-reverse-button fast-up-button fast-down-button next-track-button last-track-button ' +
  'play-or-pause-button alarm-clock stopwatch timer-clock hourglass-not-done +4 pause-button stop-button ' +
  'record-button +5j circled-m +6f black-small-square white-small-square +a play-button +9 reverse-button +1m ' +
  'white-medium-square black-medium-square white-medium-small-square black-medium-small-square +1 sun cloud ' +
  'umbrella snowman comet +9 telephone +2 check-box-with-check +2 umbrella-with-rain-drops hot-beverage +2 ' +
  'shamrock +4 index-pointing-up +2 skull-and-crossbones +1 radioactive biohazard +2 orthodox-cross +3 ' +
  'star-and-crescent +3 peace-symbol yin-yang +8 wheel-of-dharma frowning-face smiling-face +5 female-sign +1 ' +
  'male-sign +5 aries taurus gemini cancer leo virgo libra scorpio sagittarius capricorn aquarius pisces +b ' +
  'chess-pawn spade-suit +2 club-suit +1 heart-suit diamond-suit +1 hot-springs +i recycling-symbol +2 infinity ' +
  'wheelchair-symbol +i hammer-and-pick anchor crossed-swords medical-symbol balance-scale alembic +1 gear +1 ' +
  'atom-symbol fleur-de-lis +3 warning high-voltage +5 transgender-symbol +2 white-circle black-circle +4 coffin ' +
  'funeral-urn +b soccer-ball baseball +5 snowman-without-snow sun-behind-cloud +2 cloud-with-lightning-and-rain ' +
  '+5 ophiuchus pick +1 rescue-worker-s-helmet +1 chains no-entry +k shinto-shrine church +5 mountain ' +
  'umbrella-on-ground fountain flag-in-hole ferry sailboat +1 skier ice-skate person-bouncing-ball tent +2 ' +
  'fuel-pump +4 scissors +2 check-mark-button +2 airplane envelope raised-fist raised-hand victory-hand ' +
  'writing-hand +1 pencil +2 black-nib +1 check-mark +1 multiply +6 latin-cross +3 star-of-david +6 sparkles +a ' +
  'eight-spoked-asterisk eight-pointed-star +f snowflake +2 sparkle +4 cross-mark +1 cross-mark-button +4 ' +
  'red-question-mark white-question-mark white-exclamation-mark +1 red-exclamation-mark +b heart-exclamation ' +
  'red-heart +1c plus minus divide +9 right-arrow +e curly-loop +e double-curly-loop +ac right-arrow-curving-up ' +
  'right-arrow-curving-down +cv left-arrow up-arrow down-arrow +j black-large-square white-large-square +1f star ' +
  '+4 hollow-red-circle +yi wavy-dash +c part-alternation-mark +gp japanese-congratulations-button +1 ' +
  'japanese-secret-button +2fze mahjong-red-dragon +5m joker +4g a-button b-button +c o-button p-button +e ' +
  'ab-button +2 cl-button cool-button free-button id-button new-button ng-button ok-button sos-button up-button ' +
  'vs-button +2u japanese-here-button japanese-service-charge-button +n japanese-free-of-charge-button +k ' +
  'japanese-reserved-button +2 japanese-prohibited-button japanese-vacancy-button japanese-passing-grade-button ' +
  'japanese-no-vacancy-button japanese-not-free-of-charge-button japanese-monthly-amount-button ' +
  'japanese-application-button japanese-discount-button japanese-open-for-business-button +l ' +
  'japanese-bargain-button japanese-acceptable-button +4u cyclone foggy closed-umbrella night-with-stars ' +
  'sunrise-over-mountains sunrise cityscape-at-dusk sunset rainbow bridge-at-night water-wave volcano milky-way ' +
  'globe-showing-europe-africa globe-showing-americas globe-showing-asia-australia globe-with-meridians new-moon ' +
  'waxing-crescent-moon first-quarter-moon waxing-gibbous-moon full-moon waning-gibbous-moon last-quarter-moon ' +
  'waning-crescent-moon crescent-moon new-moon-face first-quarter-moon-face last-quarter-moon-face ' +
  'full-moon-face sun-with-face glowing-star shooting-star thermometer +2 sun-behind-small-cloud ' +
  'sun-behind-large-cloud sun-behind-rain-cloud cloud-with-rain cloud-with-snow cloud-with-lightning tornado fog ' +
  'wind-face hot-dog taco burrito chestnut seedling evergreen-tree deciduous-tree palm-tree cactus hot-pepper ' +
  'tulip cherry-blossom rose hibiscus sunflower blossom ear-of-corn sheaf-of-rice herb four-leaf-clover ' +
  'maple-leaf fallen-leaf leaf-fluttering-in-wind mushroom tomato eggplant grapes melon watermelon tangerine ' +
  'lemon banana pineapple red-apple green-apple pear peach cherries strawberry hamburger pizza meat-on-bone ' +
  'poultry-leg rice-cracker rice-ball cooked-rice curry-rice steaming-bowl spaghetti bread french-fries ' +
  'roasted-sweet-potato dango oden sushi fried-shrimp fish-cake-with-swirl soft-ice-cream shaved-ice ice-cream ' +
  'doughnut cookie chocolate-bar candy lollipop custard honey-pot shortcake bento-box pot-of-food cooking ' +
  'fork-and-knife teacup-without-handle sake wine-glass cocktail-glass tropical-drink beer-mug ' +
  'clinking-beer-mugs baby-bottle fork-and-knife-with-plate bottle-with-popping-cork popcorn ribbon wrapped-gift ' +
  'birthday-cake jack-o-lantern christmas-tree santa-claus fireworks sparkler balloon party-popper confetti-ball ' +
  'tanabata-tree crossed-flags pine-decoration japanese-dolls carp-streamer wind-chime moon-viewing-ceremony ' +
  'backpack graduation-cap +2 military-medal reminder-ribbon +1 studio-microphone level-slider control-knobs +2 ' +
  'film-frames admission-tickets carousel-horse ferris-wheel roller-coaster fishing-pole microphone movie-camera ' +
  'cinema headphone artist-palette top-hat circus-tent ticket clapper-board performing-arts video-game bullseye ' +
  'slot-machine pool-8-ball game-die bowling flower-playing-cards musical-note musical-notes saxophone guitar ' +
  'musical-keyboard trumpet violin musical-score running-shirt tennis skis basketball chequered-flag snowboarder ' +
  'person-running person-surfing sports-medal trophy horse-racing american-football rugby-football ' +
  'person-swimming person-lifting-weights person-golfing motorcycle racing-car cricket-game volleyball ' +
  'field-hockey ice-hockey ping-pong snow-capped-mountain camping beach-with-umbrella building-construction ' +
  'houses cityscape derelict-house classical-building desert desert-island national-park stadium house ' +
  'house-with-garden office-building japanese-post-office post-office hospital bank atm-sign hotel love-hotel ' +
  'convenience-store school department-store factory red-paper-lantern japanese-castle castle +2 white-flag ' +
  'black-flag rosette +1 label badminton bow-and-arrow amphora +5 rat mouse ox water-buffalo cow tiger leopard ' +
  'rabbit cat dragon crocodile whale snail snake horse ram goat ewe monkey rooster chicken dog pig boar elephant ' +
  'octopus spiral-shell bug ant honeybee lady-beetle fish tropical-fish blowfish turtle hatching-chick ' +
  'baby-chick front-facing-baby-chick bird penguin koala poodle camel two-hump-camel dolphin mouse-face cow-face ' +
  'tiger-face rabbit-face cat-face dragon-face spouting-whale horse-face monkey-face dog-face pig-face frog ' +
  'hamster wolf bear panda pig-nose paw-prints chipmunk eyes eye ear nose mouth tongue ' +
  'backhand-index-pointing-up backhand-index-pointing-down backhand-index-pointing-left ' +
  'backhand-index-pointing-right oncoming-fist waving-hand ok-hand thumbs-up thumbs-down clapping-hands ' +
  'open-hands crown woman-s-hat glasses necktie t-shirt jeans dress kimono bikini woman-s-clothes purse handbag ' +
  'clutch-bag man-s-shoe running-shoe high-heeled-shoe woman-s-sandal woman-s-boot footprints bust-in-silhouette ' +
  'busts-in-silhouette boy girl man woman family woman-and-man-holding-hands men-holding-hands ' +
  'women-holding-hands police-officer people-with-bunny-ears person-with-veil person-blond-hair ' +
  'person-with-skullcap person-wearing-turban old-man old-woman baby construction-worker princess ogre goblin ' +
  'ghost baby-angel alien alien-monster angry-face-with-horns skull person-tipping-hand guard woman-dancing ' +
  'lipstick nail-polish person-getting-massage person-getting-haircut barber-pole syringe pill kiss-mark ' +
  'love-letter ring gem-stone kiss bouquet couple-with-heart wedding beating-heart broken-heart two-hearts ' +
  'sparkling-heart growing-heart heart-with-arrow blue-heart green-heart yellow-heart purple-heart ' +
  'heart-with-ribbon revolving-hearts heart-decoration diamond-with-a-dot light-bulb anger-symbol bomb zzz ' +
  'collision sweat-droplets droplet dashing-away pile-of-poo flexed-biceps dizzy speech-balloon thought-balloon ' +
  'white-flower hundred-points money-bag currency-exchange heavy-dollar-sign credit-card yen-banknote ' +
  'dollar-banknote euro-banknote pound-banknote money-with-wings chart-increasing-with-yen seat laptop briefcase ' +
  'computer-disk floppy-disk optical-disk dvd file-folder open-file-folder page-with-curl page-facing-up ' +
  'calendar tear-off-calendar card-index chart-increasing chart-decreasing bar-chart clipboard pushpin ' +
  'round-pushpin paperclip straight-ruler triangular-ruler bookmark-tabs ledger notebook ' +
  'notebook-with-decorative-cover closed-book open-book green-book blue-book orange-book books name-badge scroll ' +
  'memo telephone-receiver pager fax-machine satellite-antenna loudspeaker megaphone outbox-tray inbox-tray ' +
  'package e-mail incoming-envelope envelope-with-arrow closed-mailbox-with-lowered-flag ' +
  'closed-mailbox-with-raised-flag open-mailbox-with-raised-flag open-mailbox-with-lowered-flag postbox ' +
  'postal-horn newspaper mobile-phone mobile-phone-with-arrow vibration-mode mobile-phone-off no-mobile-phones ' +
  'antenna-bars camera camera-with-flash video-camera television radio videocassette film-projector +1 ' +
  'prayer-beads shuffle-tracks-button repeat-button repeat-single-button clockwise-vertical-arrows ' +
  'counterclockwise-arrows-button dim-button bright-button muted-speaker speaker-low-volume ' +
  'speaker-medium-volume speaker-high-volume battery electric-plug magnifying-glass-tilted-left ' +
  'magnifying-glass-tilted-right locked-with-pen locked-with-key key locked unlocked bell bell-with-slash ' +
  'bookmark link radio-button back-arrow end-arrow on-arrow soon-arrow top-arrow no-one-under-eighteen keycap-10 ' +
  'input-latin-uppercase input-latin-lowercase input-numbers input-symbols input-latin-letters fire flashlight ' +
  'wrench hammer nut-and-bolt kitchen-knife water-pistol microscope telescope crystal-ball ' +
  'dotted-six-pointed-star japanese-symbol-for-beginner trident-emblem black-square-button white-square-button ' +
  'red-circle blue-circle large-orange-diamond large-blue-diamond small-orange-diamond small-blue-diamond ' +
  'red-triangle-pointed-up red-triangle-pointed-down upwards-button downwards-button +b om dove kaaba mosque ' +
  'synagogue menorah +1 one-o-clock two-o-clock three-o-clock four-o-clock five-o-clock six-o-clock ' +
  'seven-o-clock eight-o-clock nine-o-clock ten-o-clock eleven-o-clock twelve-o-clock one-thirty two-thirty ' +
  'three-thirty four-thirty five-thirty six-thirty seven-thirty eight-thirty nine-thirty ten-thirty ' +
  'eleven-thirty twelve-thirty +7 candle mantelpiece-clock +2 hole person-in-suit-levitating detective ' +
  'sunglasses spider spider-web joystick man-dancing +c linked-paperclips +2 pen fountain-pen paintbrush crayon ' +
  '+2 hand-with-fingers-splayed +4 middle-finger vulcan-salute +d black-heart desktop-computer +2 printer +8 ' +
  'computer-mouse trackball +9 framed-picture +5 card-index-dividers card-file-box file-cabinet +c wastebasket ' +
  'spiral-notepad spiral-calendar +8 clamp old-key rolled-up-newspaper +2 dagger +1 speaking-head +4 ' +
  'left-speech-bubble +6 right-anger-bubble +3 ballot-box-with-ballot +6 world-map mount-fuji tokyo-tower ' +
  'statue-of-liberty map-of-japan moai grinning-face beaming-face-with-smiling-eyes face-with-tears-of-joy ' +
  'grinning-face-with-big-eyes grinning-face-with-smiling-eyes grinning-face-with-sweat grinning-squinting-face ' +
  'smiling-face-with-halo smiling-face-with-horns winking-face smiling-face-with-smiling-eyes face-savoring-food ' +
  'relieved-face smiling-face-with-heart-eyes smiling-face-with-sunglasses smirking-face neutral-face ' +
  'expressionless-face unamused-face downcast-face-with-sweat pensive-face confused-face confounded-face ' +
  'kissing-face face-blowing-a-kiss kissing-face-with-smiling-eyes kissing-face-with-closed-eyes ' +
  'face-with-tongue winking-face-with-tongue squinting-face-with-tongue disappointed-face worried-face ' +
  'angry-face enraged-face crying-face persevering-face face-with-steam-from-nose sad-but-relieved-face ' +
  'frowning-face-with-open-mouth anguished-face fearful-face weary-face sleepy-face tired-face grimacing-face ' +
  'loudly-crying-face face-with-open-mouth hushed-face anxious-face-with-sweat face-screaming-in-fear ' +
  'astonished-face flushed-face sleeping-face face-with-crossed-out-eyes face-without-mouth ' +
  'face-with-medical-mask grinning-cat-with-smiling-eyes cat-with-tears-of-joy grinning-cat ' +
  'smiling-cat-with-heart-eyes cat-with-wry-smile kissing-cat pouting-cat crying-cat weary-cat ' +
  'slightly-frowning-face slightly-smiling-face upside-down-face face-with-rolling-eyes person-gesturing-no ' +
  'person-gesturing-ok person-bowing see-no-evil-monkey hear-no-evil-monkey speak-no-evil-monkey ' +
  'person-raising-hand raising-hands person-frowning person-pouting folded-hands +1c rocket helicopter ' +
  'locomotive railway-car high-speed-train bullet-train train metro light-rail station tram tram-car bus ' +
  'oncoming-bus trolleybus bus-stop minibus ambulance fire-engine police-car oncoming-police-car taxi ' +
  'oncoming-taxi automobile oncoming-automobile sport-utility-vehicle delivery-truck articulated-lorry tractor ' +
  'monorail mountain-railway suspension-railway mountain-cableway aerial-tramway ship person-rowing-boat ' +
  'speedboat horizontal-traffic-light vertical-traffic-light construction police-car-light triangular-flag door ' +
  'prohibited cigarette no-smoking litter-in-bin-sign no-littering potable-water non-potable-water bicycle ' +
  'no-bicycles person-biking person-mountain-biking person-walking no-pedestrians children-crossing men-s-room ' +
  'women-s-room restroom baby-symbol toilet water-closet shower person-taking-bath bathtub passport-control ' +
  'customs baggage-claim left-luggage +5 couch-and-lamp person-in-bed shopping-bags bellhop-bell bed ' +
  'place-of-worship stop-sign shopping-cart +2 hindu-temple hut elevator landslide +3 wireless playground-slide ' +
  'wheel ring-buoy hammer-and-wrench shield oil-drum motorway railway-track motor-boat +3 small-airplane +1 ' +
  'airplane-departure airplane-arrival +3 satellite +2 passenger-ship kick-scooter motor-scooter canoe sled ' +
  'flying-saucer skateboard auto-rickshaw pickup-truck roller-skate +6b orange-circle yellow-circle green-circle ' +
  'purple-circle brown-circle red-square blue-square orange-square yellow-square green-square purple-square ' +
  'brown-square +4 heavy-equals-sign +7v pinched-fingers white-heart brown-heart pinching-hand zipper-mouth-face ' +
  'money-mouth-face face-with-thermometer nerd-face thinking-face face-with-head-bandage robot ' +
  'smiling-face-with-open-hands sign-of-the-horns call-me-hand raised-back-of-hand left-facing-fist ' +
  'right-facing-fist handshake crossed-fingers love-you-gesture cowboy-hat-face clown-face nauseated-face ' +
  'rolling-on-the-floor-laughing drooling-face lying-face person-facepalming sneezing-face ' +
  'face-with-raised-eyebrow star-struck zany-face shushing-face face-with-symbols-on-mouth ' +
  'face-with-hand-over-mouth face-vomiting exploding-head pregnant-woman breast-feeding palms-up-together selfie ' +
  'prince person-in-tuxedo mrs-claus person-shrugging person-cartwheeling person-juggling person-fencing +1 ' +
  'people-wrestling person-playing-water-polo person-playing-handball diving-mask wilted-flower drum ' +
  'clinking-glasses tumbler-glass spoon goal-net +1 1st-place-medal 2nd-place-medal 3rd-place-medal boxing-glove ' +
  'martial-arts-uniform curling-stone lacrosse softball flying-disc croissant avocado cucumber bacon potato ' +
  'carrot baguette-bread green-salad shallow-pan-of-food stuffed-flatbread egg glass-of-milk peanuts kiwi-fruit ' +
  'pancakes dumpling fortune-cookie takeout-box chopsticks bowl-with-spoon cup-with-straw coconut broccoli pie ' +
  'pretzel cut-of-meat sandwich canned-food leafy-green mango moon-cake bagel smiling-face-with-hearts ' +
  'yawning-face smiling-face-with-tear partying-face woozy-face hot-face cold-face ninja disguised-face ' +
  'face-holding-back-tears pleading-face sari lab-coat goggles hiking-boot flat-shoe crab lion scorpion turkey ' +
  'unicorn eagle duck bat shark owl fox butterfly deer gorilla lizard rhinoceros shrimp squid giraffe zebra ' +
  'hedgehog sauropod t-rex cricket kangaroo llama peacock hippopotamus parrot raccoon lobster mosquito microbe ' +
  'badger swan mammoth dodo sloth otter orangutan skunk flamingo oyster beaver bison seal guide-dog white-cane ' +
  '+4 bone leg foot tooth superhero supervillain safety-vest ear-with-hearing-aid motorized-wheelchair ' +
  'manual-wheelchair mechanical-arm mechanical-leg cheese-wedge cupcake salt beverage-box garlic onion falafel ' +
  'waffle butter mate ice bubble-tea troll person-standing person-kneeling deaf-person face-with-monocle person ' +
  'child older-person person-beard woman-with-headscarf person-in-steamy-room person-climbing ' +
  'person-in-lotus-position mage fairy vampire merperson elf genie zombie brain orange-heart billed-cap scarf ' +
  'gloves coat socks red-envelope firecracker puzzle-piece test-tube petri-dish dna compass abacus ' +
  'fire-extinguisher toolbox brick magnet luggage lotion-bottle thread yarn safety-pin teddy-bear broom basket ' +
  'roll-of-paper soap sponge receipt nazar-amulet +34 ballet-shoes one-piece-swimsuit briefs shorts thong-sandal ' +
  'light-blue-heart grey-heart pink-heart drop-of-blood adhesive-bandage stethoscope x-ray crutch +3 yo-yo kite ' +
  'parachute boomerang magic-wand pinata nesting-dolls maracas flute harp trombone +3 treasure-chest shovel ' +
  'ringed-planet chair razor axe diya-lamp banjo military-helmet accordion long-drum coin carpentry-saw ' +
  'screwdriver ladder hook mirror window plunger sewing-needle knot bucket mouse-trap toothbrush headstone ' +
  'placard rock mirror-ball identification-card low-battery hamsa folding-hand-fan hair-pick khanda fly worm ' +
  'beetle cockroach potted-plant wood feather lotus coral empty-nest nest-with-eggs hyacinth jellyfish wing ' +
  'leafless-tree goose anatomical-heart lungs people-hugging pregnant-man pregnant-person person-with-crown ' +
  'fingerprint +1 hairy-creature +4 orca moose donkey blueberries bell-pepper olive flatbread tamale fondue ' +
  'teapot pouring-liquid beans jar ginger-root pea-pod root-vegetable +2 splatter melting-face saluting-face ' +
  'face-with-open-eyes-and-hand-over-mouth face-with-peeking-eye face-with-diagonal-mouth dotted-line-face ' +
  'biting-lip bubbles shaking-face face-with-bags-under-eyes distorted-face +4 fight-cloud ' +
  'hand-with-index-finger-and-thumb-crossed rightwards-hand leftwards-hand palm-down-hand palm-up-hand ' +
  'index-pointing-at-the-viewer heart-hands leftwards-pushing-hand rightwards-pushing-hand';
