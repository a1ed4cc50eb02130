// The vocabulary of short and pet forms of given names in common use among English speakers: the first of a line is
// the full form. Written from general knowledge; a form may stand in several lines.

const FAMILIES = `
abigail abby abbie gail
adam ad
adrian ade
albert al bert bertie
alexander alex al alec sandy xander lex sasha
alexandra alex alexa sandra sandy lexi sasha
alfred alf alfie fred
alice ali ally
alison ali allie
amanda mandy manda
andrew andy drew
angela angie ange
ann anne anna annie nan nancy
anthony tony ant
arthur art artie
barbara barb babs barbie
benjamin ben benny benji
bernard bernie
beverley bev
bradley brad
bridget bridie biddy
caroline carol carrie caro
catherine katherine kathryn cath cathy kate katie kath kathy kitty kat cat
charles charlie chas chuck chaz
charlotte charlie lottie char
christian chris
christina chris chrissie tina
christine chris chrissie tina
christopher chris kit topher
clifford cliff
constance connie
cynthia cindy
daniel dan danny
david dave davey davy
deborah deb debbie debs
dennis den denny
derek del
diana di
donald don donnie
dorothy dot dottie dolly
douglas doug dougie
edward ed eddie ted teddy ned
edwin ed eddie
eleanor ellie nell nora lena
elizabeth liz lizzie beth betty bess eliza libby elsie betsy lisa liza
ellen ellie nell
emily em emmie milly
emma em
eric rick
eugene gene
evelyn evie eve
florence flo florrie flossie
frances fran francie frankie
francis frank frankie
frank frankie
franklin frank
frederick fred freddie freddy
gabriel gabe
gareth gaz gary
gary gaz
geoffrey jeffrey geoff jeff
george georgie
georgina georgie gina
gerald gerry jerry
gerard gerry ged
gillian gill jill
gordon gord
grace gracie
graham gra
gregory greg
gwendolyn gwen wendy
hannah han
harold harry hal
harriet hattie harry
helen nell nellie lena
henry harry hank hal
herbert herb bert
howard howie
hugh huw hughie
imogen immy
isaac ike zac
isabel isabella isobel izzy bella belle
jack jackie
jacob jake
jacqueline jackie jacqui
james jim jimmy jamie jem
jane janie jenny
janet jan
jasmine jas
jason jay jase
jennifer jen jenny jenna
jeremy jerry jez
jessica jess jessie
joan joanie
joanna joanne jo
john jack johnny jon
jonathan jon jonny johnny
joseph joe joey
josephine jo josie
joshua josh
joyce joy
judith judy jude
julia jules julie
julian jules
katrina kat trina
kenneth ken kenny
kevin kev
kimberley kim
lawrence laurence larry laurie
leonard len lenny leo
leslie les
lewis louis lou lewie
lillian lily lil
linda lyn lynn
louise lou
lucas luke
lucille lucy
lydia liddy
madeline madeleine maddie
malcolm mal
margaret maggie meg peggy marge margie madge greta rita daisy
maria mary
marilyn mary lyn
marjorie marge margie
mark marc marky
martin marty
mary molly polly may mae
matilda tilly mattie
matthew matt matty
maureen mo
maurice morris mo
maxwell maximilian max
melanie mel
melissa mel lissa missy
michael mike mick mickey micky mikey
michelle shelly chelle
mildred millie
mitchell mitch
mohammed mohamed muhammad mohammad muhammed mo
natalie nat nattie
natasha tasha nat
nathaniel nathan nat nate
neil neal
nicholas nick nicky nico
nicola nicky nikki
norman norm
oliver ollie olly
olivia liv livvy
oscar ozzy
pamela pam
patricia pat patsy trish tricia patty
patrick pat paddy
paula polly
penelope penny
peter pete
philip phillip phil pip
phoebe fee
phyllis phyl
priscilla cilla
rachel rach rae
ralph rafe
raymond ray
rebecca becky becca bex
reginald reg reggie
richard rick ricky dick rich richie
robert rob bob bobby robbie bert
roberta bobbie
robin rob
roderick rod rick
rodney rod
roger rog
ronald ron ronnie
rosemary rose rosie
rosalind ros roz
roxanne roxy
russell russ
ruth ruthie
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sara sally sadie
scott scotty
sebastian seb bas
sharon shaz shari
sheila shelagh
shirley shirl
sidney sydney sid syd
simon si
sophie sophia soph
stanley stan
stephanie steph stevie
stephen steven steve stevie
stuart stewart stu
susan sue susie suzie
susannah sue susie
suzanne sue suzie
sylvia sylvie
tabitha tabby
terence terrance terry
teresa theresa terry tess tessa
thaddeus tad
theodore theo ted teddy
thomas tom tommy
timothy tim timmy
tobias toby
tracey trace
valerie val
vanessa nessa
veronica ronnie
victor vic
victoria vicky tori vic
vincent vince vinnie
virginia ginny
vivian viv
walter walt wally
wendy wend
wilfred wilf fred
william will bill billy willie liam
winifred winnie freda
winston win
yvonne eve
zachary zac zach zak
zoe zo
`;

const fullFormsOf = new Map<string, string>();
for (const line of FAMILIES.trim().split('\n')) {
  const forms = line.split(' ');
  for (const form of forms) {
    const others = fullFormsOf.get(form);
    fullFormsOf.set(form, others ? `${others} ${forms[0]}` : forms[0]!);
  }
}

/** The full forms that a given name may stand for, apart by a blank; '' where it has none but itself. */
export function fullForms(givenName: string): string {
  return fullFormsOf.get(givenName) ?? '';
}

/** Every full form, in the order of the alphabet. */
export function fullNames(): string[] {
  return FAMILIES.trim()
    .split('\n')
    .map((line) => line.split(' ')[0]!);
}

/** The short forms of a full form. */
export function shortForms(fullForm: string): string[] {
  const line = FAMILIES.trim()
    .split('\n')
    .find((forms) => forms.startsWith(`${fullForm} `));
  return line?.split(' ').slice(1) ?? [];
}
