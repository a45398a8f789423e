import { foldForSearch } from '../fold-for-search.ts';

/**
 * Words of everyday sentences, and of reports whatever they are about, in the languages that most desks are written to
 * in. What is a thing in one of them is left out, though it is such a word in another.
 */
const languages = [
  // English
  `a about after again all also always am an and any anymore are as at back be because been before being but by can cannot
  could did didn do does doesn doing don down during each else even ever every everything few for from get gets getting
  give go goes going gone good got had has hasn have haven having hello help her here hi him his how i if in into is isn it
  its just keeps know let like ll long longer m make makes many may me more most much must my myself need needs never new no
  not nothing now of off old on once one only or other our out over own please problem problems put re s same say says see
  seems she should since so some something still stay stays such t take than thanks that the their them then there these
  they thing things this those through time to today too tried try trying until up us use used using ve very want was wasn
  way we well went were what when where which while who why will with won work working works would yesterday yet you your open opens opened opening close closes closed first second third find finds found`,
  // German
  `aber alle alles als am an auch auf aus bei beim bin bis bitte da damit danke dann das dass dem den der des die dies diese
  diesem diesen dieser doch du durch ein eine einem einen einer eines er es etwas euch fur geht gibt hab habe haben hallo hat
  hatte heute hier ich ihr ihre im immer in ins ist ja jetzt kann kein keine keinen konnen man mehr mein meine meinem meinen
  meiner mich mir mit muss nach neue neuen neuer neues nicht nichts noch nun nur ob oder ohne sehr seit sein seine sich sie
  sind so uber um und uns unser unsere vom von vor war warum was weil wenn wer werden wie wieder will wir wird wo wurde zu
  zum zur`,
  // French
  `ai au aucun aussi autre aux avec avoir bonjour c ca ce ces cet cette chez comme d dans de depuis des du elle elles en encore
  est et etait etre fait il ils j je l la le les leur lui ma mais me meme merci mes mon n ne nous nouveau nouvelle on ou par
  pas peut plus pour pourquoi qu quand que qui quoi sa sans se ses si sont sous sur ta tout toute tous toutes tres un une va
  vers vos votre vous y`,
  // Spanish and Portuguese
  `al algo ao aos aqui as como con cuando da das de del desde do donde dos e ela ele en entre era es esta estan estas este esto
  estos foi ha hay hola isso isto la las le les lo los mais mas me mi mis muito muy na nada nao nas no nos novo nova nuestro o
  ola os para pelo pero por porque puede que quando se sem ser si sin sobre su sua sus tambem tambien tem tengo tiene todo
  todos tudo um uma un una unas uno unos y ya`,
  // Italian
  `agli ai al alla alle anche che ci ciao con cui da dal dalla degli dei del della delle di e gli ha hanno ho i il in io la le
  lo ma mi mio mia ne nel nella non per perche piu puo quando questa questo si sono su sul sulla tra un una uno`,
  // Dutch, Danish, Norwegian, Swedish
  `aan af al alleen alt als att av bij bruger da dat de deg dem den der det deze die dit du een eller en er ett fik for fra
  geen gaat har hebben hebt heeft het hej hoe i ik ikke in inte is jag jeg kan kun maar med meer meg men met mij mijn min mit
  naar naer nar niet nog nogle nu och of og om onder ook op over pa sig ska skal som te til tot uit utan va van var vart vi
  voor waar wat we weer wel werkt wij wordt zijn zo`,
  // Polish and Czech
  `ale by byl byla co czy dla do i jak je jest jestem jsem jsou juz k ke ktery mam mi mnie moj na nad nam nebo nie od po pod
  prosze przez s sa se si sie ta tak te ten to tu tylko uz v w ve z za ze`,
];

const common = new Set(languages.flatMap((words) => foldForSearch(words).split(/\s+/)));

/** Whether a word, folded, is in sentences of any kind: that two texts share it says nothing of what they are about. */
export function isCommonWord(word: string): boolean {
  return common.has(word);
}
