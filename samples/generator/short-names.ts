/** How people are called: the name on the identity card, then what they write instead. */
const CALLED = `
Alexander Alex Sascha | Alexandra Alex Sandra | Andreas Andi Andy | Angelika Geli | Anneliese Liesel Anni | Antje Anne | Anton Toni | Barbara Bärbel Babsi
Benjamin Ben Benni | Bernhard Bernd | Birgit Biggi | Brigitte Gitte Gitti | Christian Chris | Christina Tina Chrissi | Christine Tina Christl | Christoph Chris
Claudia Claudi | Cornelia Conny | Daniel Dani | Daniela Dani | Dieter Didi | Dominik Domi | Dorothea Doro Thea | Eberhard Hardy | Elfriede Friedel | Elisabeth Lisa Elli Sissi Lisbeth
Ferdinand Ferdi | Florian Flo | Franz Franzl | Franziska Franzi | Friederike Rike | Friedrich Fritz Frieder | Gabriele Gabi Gaby | Georg Schorsch | Gerhard Gerd Hardy
Gertrud Trude Traudl | Günther Günter | Hannelore Hanne Lore | Hans Johannes Hansi | Hans-Joachim Hajo Hans Jochen | Hans-Jürgen Hans Jürgen | Heinrich Heinz Heiner | Helmut Helli
Herbert Herb | Hildegard Hilde | Ignaz Naz | Ingeborg Inge | Isabella Bella Isa | Jakob Jockl | Jens Jensi | Joachim Jochen Achim | Johann Hans Hannes | Johanna Hanna Jo
Johannes Hannes Hans Jo | Josef Sepp Jupp Beppo | Josefine Josi Fine | Jürgen Jogi | Julia Jule Juli | Karin Kari | Karl Karli | Karl-Heinz Kalle Karl Heinz | Katharina Kathi Käthe Katrin
Klaus Klausi | Konrad Conny | Kurt Kurti | Leonhard Leo Hardy | Lothar Lotte | Ludwig Wiggerl Lutz | Magdalena Lena Leni | Manfred Manni Fred | Manuela Manu Ela | Margarete Grete Gretel Marga
Margot Margo | Maria Mitzi Mia | Marianne Nanni | Martin Marty | Martina Tina | Matthias Matze Hias | Maximilian Max Maxi | Michael Michi Micha Mike | Michaela Michi Ela | Monika Moni
Nicole Nicki Nico | Nikolaus Klaus Niko | Norbert Nobbi | Oliver Olli | Patrick Pat | Paula Pauli | Peter Pit | Petra Peti | Philipp Phil | Reinhard Hardy Reini | Reinhold Reini
Renate Reni Nate | Robert Rob Bert | Roland Rolli | Rosemarie Rosi Romy | Rudolf Rudi Rolf | Sabine Bine | Sandra Sandy | Sebastian Basti Wastl | Siegfried Siggi | Sigrid Siggi
Simone Moni | Sophie Soffi | Stefan Steff | Stefanie Steffi | Stephanie Steffi | Susanne Susi Sanne | Theodor Theo | Theresia Resi | Thomas Tom Tommi | Tobias Tobi
Ulrich Uli | Ulrike Uli Ulla | Ursula Uschi Ulla | Ute Uti | Valentin Vale | Veronika Vroni | Viktoria Vicky | Volker Volki | Waltraud Traudl | Walter Waldi | Werner Wern | Wilhelm Willi
Winfried Winni | Wolfgang Wolf Wolfi
`

const SHORT_NAMES: ReadonlyMap<string, readonly string[]> = new Map(CALLED.split(/[|\n]/).map((line) => line.trim().split(' ')).filter((names) => names.length > 1).map(([full, ...short]) => [full!, short]))

/** What somebody of this given name may be called instead; empty when nothing is customary. */
export function shortNames(given: string): readonly string[] {
  return SHORT_NAMES.get(given) ?? []
}
