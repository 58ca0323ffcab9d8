/** Words and heads that several vocabularies of tactical work share. */

/** Talk of direction and of those who set it: near these a general word is no sign of delivery. */
export const direction = "(strategy|roadmap|vision|mission|okr|kpi|stakeholder|executive|board|leadership)";

/** Talk of the market: near these a general word is no sign of delivery. */
export const market = "(market|competitor|rival|pricing|revenue|growth|strategy|persona|segment)";

/** Talk of promotion and selling: near these a page, text or picture is no piece of software. */
export const promotion =
  "(marketing|campaign|newsletter|press|sales|social|brand|launch|sponsor|outreach|pitch|investor|conference)";

/** What is built: a strategic noun before one of these names a part of a product ("pricing table"). */
export const artefact =
  "(api|endpoint|widget|component|table|form|modal|screen|module|schema|controller|class|entity|column|button|tab|card|plugin|query|queue|handler|route|icon|chart|filter|toggle|checkbox|tooltip|sidebar|dialog|popup|css|bug|error|field|dropdown|model class|microservice)";

/** Faults and parts of a page: they make "pricing page" a piece of work on the page. */
export const fault =
  "(error|bug|css|layout|broken|crash|loading|slow|redirect|route|url|link|title|header|footer|button|responsive|mobile|style|styling|template|component|html|performance|overflow|image|not|does not|doesn't|fails|#)";
