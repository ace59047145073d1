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
