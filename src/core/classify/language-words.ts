/**
 * Words that tell languages apart where character groups are too few to tell: function words and the everyday words of backlogs.
 * With an apostrophe where one follows (l'offre, doesn't). A word of several languages stands in each of them.
 */
export const languageWords: Readonly<Record<string, string>> = {
  en:
    "the a an of to in is are and or for with on at by from as that this it its be not no when if after before should must " +
    "can cannot user users we i you they our your their all any new more into about between per up out what which who why " +
    "how where add fix update remove create make show use support allow improve change move set get run build write plan " +
    "review define decide check test page button list error fails failed missing broken wrong during without using was " +
    "were will would has have had does do only same than then there each every other while because so also but need needs " +
    "want able doesn' isn' don' can' won' couldn' aren' didn' shouldn'",
  de:
    "der die das den dem des ein eine einen einem einer eines und oder für fuer mit von vom zu zum zur im in am an auf bei " +
    "beim nach aus über ueber unter vor durch gegen ohne um bis ab als wenn dass damit nicht kein keine keinen ist sind " +
    "wird werden wurde kann können soll sollen muss müssen möchte möchten will ich wir er sie es sich auch nur noch mehr " +
    "bitte neue neuer neues neuen alle aller wie was welche welcher welches wer warum fehler erstellen anlegen festlegen " +
    "anpassen hinzufügen einfügen ergänzen prüfen testen planen schreiben ändern entfernen löschen umsetzen einbauen " +
    "erweitern definieren abstimmen vorbereiten verbessern erhöhen senken bearbeiten speichern anzeigen seite nutzer " +
    "benutzer kunden kunde funktioniert fehlt falsch sowie sein seine ihr ihre haben hat je",
  fr:
    "le la les l' un une des du de d' et ou pour par avec sans sur sous dans en au aux à est sont ne n' pas plus que qu' " +
    "qui quoi où quand si lors après avant je j' nous vous il elle on ils son sa ses leur leurs ce cette ces c' s' tout " +
    "tous toute toutes être avoir doit peut veux veut chez entre vers depuis selon afin comme quel quelle quels quelles " +
    "ajouter ajout créer création modifier corriger correction supprimer mettre mise jour afficher affichage définir " +
    "préparer améliorer rédiger tester vérifier permettre bouton erreur utilisateur utilisateurs " +
    "nouveau nouvelle nouveaux gérer gestion étudier réduire augmenter choisir organiser aucun aucune",
  es:
    "el la los las un una unos unas de del al y o para por con sin sobre en entre desde hasta es son no que se su sus lo le " +
    "cuando si como quiero yo más tras según cada todo todos toda todas este esta estos estas ser estar debe puede qué cuál " +
    "cómo dónde añadir agregar crear creación modificar corregir eliminar actualizar mostrar definir preparar mejorar " +
    "redactar probar verificar permitir página botón usuario usuarios cliente clientes nuevo nueva nuevos nuevas " +
    "gestión reducir aumentar elegir organizar dado entonces también ya pero muy hacer",
  pt:
    "o a os as um uma uns umas de do da dos das no na nos nas em ao aos à às e ou para por pelo pela com sem sobre entre " +
    "desde até é são não nao que se seu sua seus suas quando como quero eu mais após cada todo todos toda todas este esta " +
    "ser estar deve pode qual quais adicionar criar criação modificar corrigir excluir remover atualizar mostrar exibir " +
    "definir preparar melhorar escrever testar verificar permitir página botão erro usuário usuários cliente clientes novo " +
    "nova novos novas gestão reduzir aumentar escolher organizar também já mas muito fazer",
  nl:
    "de het een en of voor met van op in aan bij naar uit over door tegen zonder om tot als wanneer dat dit die niet geen " +
    "is zijn wordt worden kan kunnen moet moeten wil ik wij we je hij ze er ook nog meer nieuwe alle hoe wat welke wie " +
    "waarom fout toevoegen maken aanpassen wijzigen verwijderen testen schrijven verbeteren gebruiker gebruikers klant " +
    "klanten werkt",
  it:
    "il lo la l' i gli le un un' uno una di d' del dello della dell' dei degli delle da dal dall' dalla in nel nell' nella nei " +
    "con su sul sulla sull' per tra fra e o è sono non che si come quando se più dopo ogni tutto tutti questo questa deve " +
    "può quale quali voglio aggiungere creare modificare correggere rimuovere aggiornare mostrare migliorare pagina errore " +
    "utente utenti cliente clienti nuovo nuova nuovi al all' alla allo ai agli",
  pl:
    "i w z na do dla od po przy nie się jest są że jak jako oraz lub o za przez przed pod bez czy który która które nowy " +
    "nowa nowe dodać zmienić usunąć błąd użytkownik użytkownika chcę można strona strony",
  /** Languages with few groups or none: Swedish, Danish, Norwegian, Czech, Romanian, Turkish, Catalan, Finnish, Hungarian, Vietnamese. */
  other:
    "och att ett en et og å för til från fra när når är av av som inte ikke om vid ved kan ska skal ny nye alla efter etter utan eller " +
    "nebo je jsou která nové nový přidat upravit chyba se ze pro și de la în cu pe pentru din nu este sunt care sau mai să ale lui " +
    "ve bir için ile bu olarak yeni kullanıcı ekle hata değil sonra gibi daha el els les amb sense dels nou nova afegir usuari pàgina " +
    "ja on ei että voi kun tai uusi lisää käyttäjä sivu az és nem egy hogy vagy új felhasználó oldal và của cho không là các một có được",
};

/** Words of the trade that every language borrows from English: they speak for English, but not loudly. */
export const borrowedWords =
  "api apis app apps backend backlog budget bug bugs build business button cache case checkout churn cloud cluster community " +
  "content cookie cookies crash dashboard debugger definition demo deploy deployment design discovery done editor email epic " +
  "export feature features feedback filter flag framework frontend go import interface job jobs kpi launch layout link login " +
  "logout mail manager market marketing menu modal newsletter okr okrs online onboarding page partner performance persona personas " +
  "pitch plan planning plugin podcast portal premium pricing product owner proposal pull ready refactoring release report " +
  "reporting request research retention review roadmap screen script scrum segment server service smoke sprint stakeholder star " +
  "status story storys stories support target team template test tests ticket token tool tooltip tracking update user value vision " +
  "webhook webinar widget workflow workshop";
