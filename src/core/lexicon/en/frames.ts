import type { LexiconEntry } from "#core/lexicon/entry";

/** Sentence frames: outcomes with a number, what the title starts with, what kind of thing it names. */

const outcome = (
  term: string,
  responsibility: LexiconEntry["responsibility"],
  strength: LexiconEntry["strength"],
  reason: string,
  ok: string,
  notOk: string,
  guards: Pick<LexiconEntry, "unless" | "needs" | "titleOnly"> = {},
): LexiconEntry => ({ term, focus: "strategic", responsibility, strength, reason, ok, notOk, ...guards });

const TECHNICAL = ["latency", "cpu", "memory", "load", "build", "test*", "coverage", "cache", "timeout", "query", "queries", "page", "bundle", "size", "speed", "response", "log*", "error*", "crash*", "request*", "thread*", "pixel*", "px", "ms", "uptime", "availability", "disk", "storage", "throughput", "performance", "mttr", "mttd", "limit", "batch", "retr*", "buffer", "font", "zoom", "width", "height", "progress"];

const outcomes: readonly LexiconEntry[] = [
  outcome("(increase*|increasing|grow|growing|raise|raising|boost*|lift|double|triple|improve|improving|maximi*|drive|driving|accelerate) ~ (revenue|sales|arr|mrr|profit|margin|turnover|income|gmv|bookings|arpu|ltv)", "business-case", "strong", "A business result as the aim.", "Grow ARR in the mid-market", "Increase revenue column width", { unless: ["dashboard", "chart", "report", "column", "table", "widget", "page", "endpoint", "field"] }),
  outcome("(increase*|increasing|grow|growing|raise|raising|boost*|lift|double|triple|improve|improving|drive|driving|accelerate|reduce|reducing|cut|lower|win|reach|maximi*|minimi*) ~ (activation|adoption|retention|conversion|churn|engagement|signups|sign-ups|subscribers|nps|csat|satisfaction|mau|dau|wau|active users|market share|awareness|win rate|upsell|renewal*|referral*|trial* to paid|paying customers|customer base|user base)", "long-term-planning", "strong", "An adoption, satisfaction or market figure as the aim.", "Reduce churn of small accounts", "Reduce churn table load time", { unless: ["table", "chart", "page", "column", "endpoint", "log", "data retention", "unit conversion", "currency conversion", "type conversion", "file conversion", "conversion error", "widget", "button", "dashboard"] }),
  outcome("(increase*|grow|raise|boost*|lift|double|triple|improve|reduce|cut|lower|reach|achieve|hit|attain|exceed|get to) ~ # %", "long-term-planning", "plain", "A target in per cent.", "Lift renewals to 80 %", "Reduce CPU load by 30 %", { unless: TECHNICAL }),
  outcome("(reach|achieve|hit|attain|acquire|onboard|sign|close|win|get|gain|have) ~ # (customer|client|user|account|partner|subscriber|member|deal|pilot|advertiser|merchant|seller|buyer|paying|active|enterprise|signup|lead|logo|star|follower|investor|donor|adopter|evaluator|participant|attendee|organi*|companies|sponsor|contributor)", "long-term-planning", "plain", "A target number of customers, users or partners.", "Sign 5 pilot customers by June", "Get 3 users from the API", { unless: ["api", "query", "table", "list", "test", "database", "fixture*", "seed"] }),
  outcome("(from|to|by) # % ~ (by|in|within|until) (q1|q2|q3|q4|h1|h2|year|quarter|end)", "long-term-planning", "plain", "A dated target.", "NPS to 40 % by Q3", "Zoom to 50 % in the editor", { unless: TECHNICAL }),
];

const start = (
  verbs: string,
  focus: "strategic" | "tactical",
  responsibility: LexiconEntry["responsibility"],
  strength: LexiconEntry["strength"],
  reason: string,
  ok: string,
  notOk: string,
): LexiconEntry => ({ term: verbs, focus, responsibility, strength, at: "start", reason, ok, notOk });

const starts: readonly LexiconEntry[] = [
  start("(fix|fixes|fixed|bug|hotfix|bugfix)", "tactical", "delivery", "strong", "Repairs something.", "Fix login on Safari", "Price fix for partners"),
  start("(add|adding|added|include|allow|enable|disable|support|implement*|create|make|build|set up|setup|introduce|provide|show|display|hide|expose|integrate|convert|generate|use|handle|return|render|store|save|load|apply|extend|replace|change|move|switch)", "tactical", "delivery", "weak", "Builds something; what is built decides.", "Add a filter to the list", "Pricing add-on decision"),
  start("(remove|delete|rename|refactor*|clean up|cleanup|upgrade|update|bump|migrate|port|deprecate|rewrite|extract|split|merge|simplify|optimi*|revert|drop|deploy|install|configure|automate|debug|patch|backport|rework|parse|validate|escape|cache|index|wire|hook|mock|lint|dockerize|containerize)", "tactical", "delivery", "plain", "Changes something that exists.", "Remove the old exporter", "Merger talks update"),
  start("(error|exception|crash|unable|cannot|can't|broken|wrong|missing|incorrect|invalid|unexpected|duplicate|fail*|npe|null|timeout|typo|regression|flaky)", "tactical", "delivery", "strong", "Reports a fault.", "Unable to save a draft", "What is missing in our market offer"),
  start("(test|tests|testing|verify|qa|uat|smoke test|regression test)", "tactical", "testing-acceptance", "plain", "Checks what was built.", "Verify the export on staging", "Fake door test of the new plan"),
  start("(define|decide|determine|identify|evaluate|assess|agree|align|explore|understand|analy*|research|investigate whether|develop|formulate|articulate|establish|choose|select|rethink|validate|prioriti*|propose|clarify|figure out|outline|recommend|brainstorm|discuss|plan|planning|review|prepare|draft|work out)", "strategic", "product-strategy", "weak", "Decides or thinks something through; what it is about decides.", "Define the offer for agencies", "Custom define directive breaks"),
  start("(launch|promote|announce|pitch|present|publish|host|organi*|attend|sponsor|recruit|interview|survey|engage|contact|reach out|partner|negotiate|advertise|market|sell|communicate|invite|approach|convince|fundraise|coordinate)", "strategic", "go-to-market", "weak", "Addresses people outside the team.", "Announce the spring edition", "Crash on launch"),
  start("(increase|grow|expand|become|win|achieve|reach|drive|accelerate|boost|strengthen|position|penetrate|monetize|scale|attract|retain)", "strategic", "long-term-planning", "weak", "States an aim.", "Become the reference for clinics", "Auto scale workers"),
  start("(who|why|what|which|how much|how might we|how should we|should we)", "strategic", "product-strategy", "weak", "Asks a question that precedes building.", "Which segment comes first?", "Tooltip says why"),
];

const head = (
  nouns: string,
  focus: "strategic" | "tactical",
  responsibility: LexiconEntry["responsibility"],
  strength: LexiconEntry["strength"],
  reason: string,
  ok: string,
  notOk: string,
): LexiconEntry => ({ term: nouns, focus, responsibility, strength, at: "head", reason, ok, notOk });

const heads: readonly LexiconEntry[] = [
  head("(page|screen|button|form|field|table|column|modal|dialog|popup|menu|link|icon|banner|tab|view|widget|component|card|list|dropdown|checkbox|input|tooltip|header|footer|sidebar|layout|navbar|panel|toggle|slider|filter)", "tactical", "user-stories", "plain", "Names a part of a screen.", "Pricing page for resellers", "Page one of the board letter"),
  head("(api|endpoint|service|module|class|method|function|plugin|library|database|server|client|query|schema|script|job|pipeline|workflow|container|cluster|config|configuration|integration|driver|parser|handler|interface|repository|package|bot|cli|sdk|backend|frontend|app|engine|feature|functionality|support|option|setting|parameter|flag|command|controller|model|migration)", "tactical", "delivery", "plain", "Names a part of the system.", "Billing service for partners", "Service pricing for partners"),
  head("(bug|error|issue|crash|failure|exception|problem|typo|warning|regression|leak|fix|refactoring|cleanup|upgrade|update|implementation|test|tests|testing|coverage|validation|logging|deployment)", "tactical", "delivery", "plain", "Names a fault or a step of building.", "Checkout error for guests", "Error-free onboarding as promise"),
  head("(strategy|vision|positioning|campaign|proposal|roadmap|budget|pitch|deck|messaging|partnership|outreach|pricing|research|survey|interviews|personas|kpis|okrs|goals|objectives|opportunity|opportunities|business model|business plan|audience|newsletter|branding|press|funding|sponsorship|monetization|marketing)", "strategic", "product-strategy", "plain", "Names a product of planning, research or marketing.", "Campaign for the autumn", "Campaign table index"),
  head("(plan|planning|analysis|assessment|evaluation|study|workshop|meeting|report|review|presentation|summary|brief|agreement|guidelines|recommendations|findings|insights|announcement|article|blog post|event|conference|meetup|webinar|video|story|training|policy|contract|offer|alignment|discussion|feedback|statement|overview|decision|initiative|program|programme)", "strategic", "product-strategy", "weak", "Names a document, an occasion or a decision.", "Analysis of partner margins", "Query plan cache"),
];

export const entries: readonly LexiconEntry[] = [...outcomes, ...starts, ...heads];
