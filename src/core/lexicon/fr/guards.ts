/** Words that give a strategic noun its everyday sense, for the French vocabularies. */

/** Something is broken: the work is a repair. */
export const fault =
  "(bug*|erreur*|anomalie*|exception*|plante|plantage*|crash*|cassé*|incorrect*|fonctionne|corriger|correction|correctif*|régression*|faute*|doublon*|dupliqué*|manquant*|coquille*|vide|vides)";

/** Parts of a screen: the words name what is shown there. */
export const screen =
  "(bouton*|page|pages|css|écran*|ecran*|icône*|composant*|widget*|modale*|formulaire*|champ|champs|colonne*|tableau|tableaux|onglet*|liste|listes|filtre*|fenêtre*|infobulle*|tooltip*|affichage|afficher|menu|menus|carte|cartes|case|cases|popup*|éditeur de (texte|texte riche|campagne|campagnes|page|pages|formulaire|modèles)|graphique*|diagramme*|courbe*|lien|liens|bandeau|encart*|vignette*|responsive)";

/** Parts of a program: the words name a thing in code. */
export const code =
  "(api|apis|endpoint*|schéma|base|bdd|classe*|json|xml|csv|pdf|sdk|webhook*|backend|frontend|microservice*|plugin*|import|export|migration*|script*|requête*|sql|parser|job|jobs|cron*|batch|refacto*|cache|caching|file d'attente|queue|kafka|serveur*|cluster*|code|build|librairie*|bibliothèque*|framework*|connecteur*|token*|variable*)";

/** Measures and parts of machines: no business figure and no market stands beside them. */
export const machine =
  "(latence*|performance|performances|perf|cpu|ram|mémoire|chargement|temps de réponse|temps de chargement|timeout*|délai*|débit|couverture|bundle|taux d'erreur|taux d'erreurs|disponibilité|déploiement*|docker|kubernetes|thread*|cache|serveur*|requête*|zoom|largeur|hauteur|opacité|résolution|police|volume|charge)";
