/**
 * Given names that stand for each other, German and English: each stretch between bars is one full name with its short and
 * spoken forms, as they are commonly known. A short form may stand in several of them. Forms of women and of men stand apart:
 * Andreas and Andrea, both called Andi, may be a couple.
 */
const LINES = `
alexander alex sascha sasha sandro xander al lex alec aleksander | alexandra alex sandra sascha sasha alexa sandy lexi | andreas andi andy | andrea andi andy | andrew andy drew
| anthony tony anton toni | anton toni | anna anne ann annie anni hannah nan nancy | annette anette anne netty | anneliese anne liesel anni
| annemarie anne marie anni | angelika geli angela | antonia toni antonie | arthur art arty | barbara babs barb babsi baerbel | benjamin ben benni benny benno
| bernhard bernd berni benno bernard bernie | bernard bernie bernhard | bertram bert | brigitte gitte gitti birgit | cameron cam
| caroline carolin caro carrie karoline carol lina | catherine cathy kate katie kathy cat katherine kathryn cate kit kitty
| katherine kathy kate katie kathryn kat katharine kay kit kitty | katharina kathi kati katja katrin kathrin kaethe rina kate catharina katarina
| charles charlie chuck chas carl karl charly | charlotte charlie lotte lotti lottie | christian chris christoph krischan | christopher chris kit kris christoph topher
| christoph chris stoffel christof | christina christine tina chris christiane kristina chrissy christa kristin stina | christine tina chris chrissie christina
| cornelia conny nele nelly | daniel dan danny dani | daniela dani danny daniele | danielle dani danny | david dave davy | deborah deb debbie debra | dennis denny den
| dieter dietrich didi diethard | dietmar didi | dominic dom nick dominik | donald don donny | dorothea doro dora thea dorothee dorothy | dorothy dot dottie dolly dora
| eduard edi eddie edward | edward ed eddie ted ned teddy | edmund ed eddie | eleanor ellie nell nora ella lenore nellie
| elizabeth liz beth betty lizzie eliza elisabeth lisa libby bess bessie lizzy elsie betsy
| elisabeth lisa elli liesel sissi else elsbeth lisbeth elise betty elisa lissy bettina lilli | emily em emma emmy | emilie emmi milli | emma em emmy | erich erik eric
| ernst ernest | eugene gene | florian flo | frances fran fanny frankie francis | francis frank frankie fran | franziska franzi fanny sissy | franz franzl francis
| frederick fred freddie freddy fritz rick frederic | friedrich fritz fred friedl freddy frieder | frank frankie francis franklin | gabriele gabi gaby gabriela
| gabriel gabe | georg schorsch joerg juergen george | george georgie geo | gerald gerry jerry | gerhard gerd gert hardy | gertrud trude traudl gerti trudi gertrude
| gisela gisa | gregory greg gregor | guenter guenther | gunther guenter guenther | guenther guenter | hans johann johannes hannes hansi jan | harold harry hal
| heinrich heinz heiner hinrich henry | helena lena helen helene elena | helene leni lena hella helen | helmut helli helmuth | henry harry hank hal | herbert herb bert
| hermann herman | hildegard hilde hilda | hubert hubertus bert | ignatius iggy | ingeborg inge | isabella bella isa izzy isabel isabelle
| isabel bella izzy isa belle isabelle isobel | jacob jake jack jakob | jakob jacob | jacqueline jackie jacky | james jim jimmy jamie jem | janet jan jane | janice jan
| jennifer jen jenny jenna | jessica jess jessie | jeffrey jeff geoffrey geoff | jeremy jerry jem | joachim jochen achim jo joakim | johann hans johannes hannes jan john
| johannes hannes hans jo johann jan | john jack johnny jon | jonathan jon jonny nathan | josef sepp jupp seppi joseph beppo | joseph joe joey jo josef
| josefine josi fine josephine | josephine jo josie | joshua josh | judith judy jude | juergen jorg joerg | julia jule juli julie | juliane jule julia | julian jules
| karl carl charly | karin carin | karsten carsten | kenneth ken kenny | kimberly kim | klaus claus nikolaus niklas | konrad conrad conny | kurt curt
| laurence larry lawrence laurie | lawrence larry laurie | leonard leo len lenny | leonhard leo leon hardy | leopold leo poldi | lillian lily lil lilly
| ludwig lutz luggi wiggerl louis | louis lou louie lewis | louise lou luise | lucas luke lukas luc | luise lulu isa louise lou | magdalena lena magda leni
| manfred manni fred | manuela manu ela | margaret maggie meg peggy marge margie greta madge rita | margarete grete gretel greta margit gretchen margarethe margareta rita
| maria marie mia mary mitzi | marianne anne nanni | martha marty | martin marty | martina tina | mary molly polly may marie maria mamie | mathias matthias
| matthew matt matty | matthias hias matti mattes mathias matze | maximilian max maxi | maxwell max | melanie mel melli | melissa mel missy lissa
| michael mike mick mickey micha michi michel mikey | michaela micha michi ela | michelle shelly mich | monika moni monica | nathaniel nate nathan nat | nathan nate nat
| natalie nat talia nathalie | nicholas nick nicky nico nicolas | nicole nicky nikki nici | nikolaus klaus nick niko niki claus | norbert nobby | olivia liv livvy livia
| oliver olli ollie olly | oskar ossi oscar | oswald ossi ozzie | pamela pam | patricia pat patty trish tricia patsy patti | patrick pat paddy rick | paul pauli
| pauline paula | peter pete piet pit peterle | petra peti | philip phil pip philipp phillip | philipp phil lipp philip | rachel rach rachael | raymond ray
| rebecca becky becca bec rebekka | reginald reg reggie | reinhard reiner hardy | reinhold reini | renate reni nate | richard rick dick rich ricky richie richi
| robert rob bob bobby robbie bert robin | roberta bobbie robbie | roderick rod roddy | rolf rudolf ralf | ronald ron ronnie | rosemary rose rosie
| rosemarie rosi rose marie romy | rudolf rudi rolf rudy | ruediger rudi rudiger | rupert ruprecht | russell russ | ruth ruthie | samantha sam sammy | samuel sam sammy
| sarah sara sally sadie | sebastian basti seb bastian | siegfried siggi sigi | sigrid siggi | silvia silvi sylvia | simone simona moni | sophia sofie sophie sofia
| stefan steffen stephan steff | stefanie steffi stephanie steff | stephen steve stevie stephan | steven steve stevie | stephanie steph steffi stef | stuart stu stewart
| susanne susi sanne susi susann sanna | susan sue susie suzy suzie susanne | suzanne sue suzie | sabine bine biene | tamara tammy tam | teresa terry tess theresa
| theresa resi terry tess tessa teresa therese | theodor theo teddy ted | theodore ted theo teddy teddie | thomas tom tommy thommy tomas | timothy tim timmy
| tobias tobi toby | ulrich uli ulli utz | ulrike uli ulli rike ulla | ursula uschi ulla ursel | ute uta | valentin vali | veronika vroni vera nika veronica
| veronica ronnie vera | victor vic viktor | victoria vicky vicki tori viktoria | viktoria vicky vicki | vincent vince vinny vin | volker volki | walter walt wally walther
| waltraud traudl traude wally | werner wernher | wilhelm willi willy helm wim will | wilhelmine minna mina helma willa | william will bill billy willie liam willy wm
| winfried winnie fried | wolfgang wolf wolfi | wolfram wolf | zachary zach zack zac zak | abigail abby gail | albert al bert bertie | alfred alf fred alfie | alice ali
| alison ali allie | amanda mandy | arnold arnie | augustus gus august | beatrice bea trixie beatrix | bradley brad | bronwyn bron | calvin cal | cecilia celia cissy
| clifford cliff | constance connie | cynthia cindy | douglas doug | edith edie | elaine ellie | ellen nell nellie ella | florence flo flora florrie | geoffrey geoff jeff
| gwendolyn gwen | harriet hattie | herbert bertie | hugh hughie | irene renie | jasmine jas jazz | joanne jo joanna | joanna jo | jordan jordy | kathleen kath kathy kay
| lachlan lachie | leslie les | lucinda cindy lucy | lucy lu lucille | lydia liddy | madeleine maddie | madison maddie maddy | marcus mark markus | markus mark marc
| marjorie marge | maurice mo | maureen mo | mildred millie | millicent millie | mitchell mitch | montgomery monty | nigel nige | penelope penny | phoebe fi | prudence prue
| roger rodge | rosalind roz ros | sidney sid | silas si | solomon sol | spencer spence | sylvester sly | terence terry | virginia ginny | vivian viv | wallace wally
| walter wat | winifred winnie
| adelheid heidi heide adele | heidemarie heidi heide | heidrun heidi heide | alessandro sandro alexander | alfons alf fonsi | anastasia nastja stasi | andrzej andreas | angelina angie lina | angela angie
| annegret anne gret greta | annelore anne lore | anselm ansi | antje anne anna | antonio toni tonio anton | antonius anton toni | balthasar balti | bartholomaeus bartl barthel | benedikt bene benni benedict
| bernadette berni bernie | bettina betti tina elisabeth | birgit biggi gitti gitte brigitte | bjoern bjorn | burkhard burkhardt hardy | caecilia cilli zilli cecilia | caspar kaspar kasper | christel christa christine christiane
| claudia claudi | clemens klemens clem | constantin konstantin konsti tino | cordula cora | detlef detlev | diethelm didi | dorothee doro dora thea dorothea | eberhard ebi hardy eberhardt | edeltraud traudl traude edel
| eckhard eckart ecki ekkehard hardy | ekkehard ekki hardy eckhard | eleonore lore nora leonore elli | elfriede friedel elfi friedl | elke elka | elvira elvi | emanuel manu mani manuel | engelbert bert | erika rika | ernestine erna tine
| eugenie jenny | eva evi evchen ev | evelyn evi eveline evelin | fatma fatima | ferdinand ferdi ferdl | francesco franco cesco | frauke frauki | friederike rike fritzi friedel frieda | gerhild gerda hilde | gerda gerdi
| gerlinde linde gerli | giovanni gianni nino | giuseppe beppe peppe pino | gottfried friedl friedel | gudrun gudi | gundula gundi | hannelore lore hanne hanni loni | hartmut hardy harti | hedwig hedi hedy hede
| henriette henni henny jette | heribert heri bert | hieronymus ronny | horst hotte | hueseyin huseyin hussein | ibrahim ibo | ignaz naz ignatz ignatius | ilse ilsa | inga inge ingrid | ingrid inga inge | irmgard irmi irma
| irmtraud irmi traudl | ismail isi | jan jannis janni yannick | jens jensi | johanna hanna hannah hanne jo johanne joana | jonas joni jonny | jost joost | juergen jogi juerg | juliana jule juli liana | jutta juttchen
| kaethe katharina | karola carola karo | kasimir kasi | katrin kathrin kati trine | kerstin kirsten kirstin | kirsten kirstin kirsti | klara clara klaerchen | klothilde hilde | kornelia conny nele nelly cornelia
| kornelius cornelius nelles | korbinian korbi | kreszentia zenzi senta | kunigunde kuni gundi gunda | lambert bert | leonie leo loni | leonore lore nora | lieselotte lilo lotte liese lisa liselotte | liselotte lilo lotte liese lise
| lorenz lenz laurenz | lorenzo enzo renzo | lothar lodi | luigi gigi | malgorzata gosia margarete | manuel manu manni | margit gitta gitti margret | margot margo | margret gretel greta gitta | marion mary
| marlene leni lene marlen marleen | marlies marlis marliese liesel | mathilde hilde thilda tilda tilly | mechthild mechtild hilde | mehmet memo mehmed | meinhard meini | miriam miri mirjam | mohammed mohamed muhammad muhammed mehmet
| moritz mo moriz | mustafa musti | nepomuk muck | norbert nobbi norbi bert | notburga burgi | ottilie otti tilly | otmar ottmar otti | pawel paul | piotr peter | rainer reiner rainhard | raimund raymund mundi raimi | ralf ralph rolf
| ramona mona | regina gina regine | roland rolli roli | rosa rosi rosie | rosalinde rosi linde | roswitha rosi witha | rosina rosi sina | rupert bertl rupp | salvatore toto turi | severin sevi | sieglinde linde siggi | sigismund sigi siggi
| sigmund sigi siggi siegmund | simon simi | svenja svenni | tatjana tanja tatiana | tanja tania | theresia resi resl theres therese thea | thorsten torsten totti | ulla ulrike ursula | vanessa nessa | vincenzo enzo | vinzenz vinz zenz vincent
| volkmar volki | walburga burgi wally | waldemar waldi | walter waldi walti | waltraut traudl traude wally waltraud | wendelin wendl | wilfried willi fried | willibald willi | wilma willi wilhelmine | wolf wolfi | xaver xav vere | yvonne ivonne
`

/** Folded name → numbers of the lines it stands in. Built once from the constant above. */
const LINES_OF_NAME: ReadonlyMap<string, readonly number[]> = linesOfName()

function linesOfName(): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  const lines = LINES.trim().split('|')
  lines.forEach((line, index) => {
    for (const name of new Set(line.trim().split(/\s+/))) {
      const known = found.get(name)
      // Line numbers start at 1, so that 0 can mean "none" in arrays of integers.
      if (known === undefined) found.set(name, [index + 1])
      else known.push(index + 1)
    }
  })
  return found
}

/** The groups of interchangeable given names that a folded name belongs to; two names with a common group may be one person's. */
export function nicknameGroups(name: string): readonly number[] {
  return LINES_OF_NAME.get(name) ?? []
}
