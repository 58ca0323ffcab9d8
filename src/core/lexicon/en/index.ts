import { entries as backlogPrioritization } from "#core/lexicon/en/backlog-prioritization";
import { entries as businessCase } from "#core/lexicon/en/business-case";
import { entries as customerEngagement } from "#core/lexicon/en/customer-engagement";
import { entries as delivery } from "#core/lexicon/en/delivery";
import { entries as deliveryEngineering } from "#core/lexicon/en/delivery-engineering";
import { entries as deliveryInterface } from "#core/lexicon/en/delivery-interface";
import { entries as frames } from "#core/lexicon/en/frames";
import { entries as generalWords } from "#core/lexicon/en/general-words";
import { entries as goToMarket } from "#core/lexicon/en/go-to-market";
import { entries as longTermPlanning } from "#core/lexicon/en/long-term-planning";
import { entries as marketResearch } from "#core/lexicon/en/market-research";
import { entries as mined } from "#core/lexicon/en/mined";
import { entries as plainWords } from "#core/lexicon/en/plain-words";
import { entries as productStrategy } from "#core/lexicon/en/product-strategy";
import { entries as purposeAndTargets } from "#core/lexicon/en/purpose-and-targets";
import { entries as requirementsReadiness } from "#core/lexicon/en/requirements-readiness";
import { entries as stakeholderCommunication } from "#core/lexicon/en/stakeholder-communication";
import { entries as teamCoordination } from "#core/lexicon/en/team-coordination";
import { entries as testingAcceptance } from "#core/lexicon/en/testing-acceptance";
import { entries as topics } from "#core/lexicon/en/topics";
import { entries as userStories } from "#core/lexicon/en/user-stories";
import type { LanguagePack } from "#core/lexicon/language";

export const english: LanguagePack = {
  language: "en",
  isMeasured: true,
  terms: [
    ...backlogPrioritization,
    ...businessCase,
    ...customerEngagement,
    ...delivery,
    ...deliveryEngineering,
    ...deliveryInterface,
    ...generalWords,
    ...goToMarket,
    ...longTermPlanning,
    ...marketResearch,
    ...mined,
    ...plainWords,
    ...productStrategy,
    ...purposeAndTargets,
    ...requirementsReadiness,
    ...stakeholderCommunication,
    ...teamCoordination,
    ...testingAcceptance,
    ...topics,
    ...userStories,
  ],
  frames,
  headEnders: [
    "for",
    "of",
    "in",
    "on",
    "with",
    "to",
    "from",
    "at",
    "by",
    "when",
    "after",
    "before",
    "about",
    "into",
    "as",
    "that",
    "which",
    "and",
    "or",
    "per",
    "via",
    "between",
    "should",
    "is",
    "are",
    "does",
    "do",
    "not",
    "if",
    "during",
    "against",
    "across",
    "without",
    "using",
    "so",
    "until",
    "through",
    "within",
    "under",
    "over",
    "while",
    "because",
    "has",
    "have",
    "can",
    "must",
    "will",
    "fails",
    "doesn't",
    "isn't",
  ],
  story: {
    openers: ["as"],
    subjects: ["i", "we", "they"],
    wishes: ["want", "need", "would", "can", "should", "wish", "like", "must", "expect", "could", "i'd"],
  },
};
