import { entries as backlogPrioritization } from "#core/lexicon/pt/backlog-prioritization";
import { entries as businessCase } from "#core/lexicon/pt/business-case";
import { entries as customerEngagement } from "#core/lexicon/pt/customer-engagement";
import { entries as delivery } from "#core/lexicon/pt/delivery";
import { entries as deliveryEngineering } from "#core/lexicon/pt/delivery-engineering";
import { entries as deliveryInterface } from "#core/lexicon/pt/delivery-interface";
import { entries as frames } from "#core/lexicon/pt/frames";
import { entries as goToMarket } from "#core/lexicon/pt/go-to-market";
import { entries as longTermPlanning } from "#core/lexicon/pt/long-term-planning";
import { entries as marketResearch } from "#core/lexicon/pt/market-research";
import { entries as marketing } from "#core/lexicon/pt/marketing";
import { entries as productStrategy } from "#core/lexicon/pt/product-strategy";
import { entries as requirementsReadiness } from "#core/lexicon/pt/requirements-readiness";
import { entries as stakeholderCommunication } from "#core/lexicon/pt/stakeholder-communication";
import { entries as teamCoordination } from "#core/lexicon/pt/team-coordination";
import { entries as testingAcceptance } from "#core/lexicon/pt/testing-acceptance";
import { entries as userStories } from "#core/lexicon/pt/user-stories";
import type { LanguagePack } from "#core/lexicon/language";

/** Portuguese, as written in Brazil and in Portugal. Deterministic and tested on its examples only: no figures exist for it. */
export const portuguese: LanguagePack = {
  language: "pt",
  isMeasured: false,
  terms: [
    ...productStrategy,
    ...marketResearch,
    ...customerEngagement,
    ...longTermPlanning,
    ...goToMarket,
    ...marketing,
    ...businessCase,
    ...stakeholderCommunication,
    ...userStories,
    ...requirementsReadiness,
    ...backlogPrioritization,
    ...teamCoordination,
    ...testingAcceptance,
    ...delivery,
    ...deliveryEngineering,
    ...deliveryInterface,
  ],
  frames,
  headEnders: [
    ..."de do da dos das para por pelo pela pelos pelas com em no na nos nas num numa a ao aos à às sobre sem entre".split(
      " ",
    ),
    ..."segundo desde até após via ante contra durante conforme mediante frente face junto fora".split(" "),
    ..."quando se que onde como depois antes porque e ou nem".split(" "),
    ..."é são está estão não nao deve devem pode podem foi tem têm".split(" "),
  ],
  // The pronoun is often left out: the wish is the verb itself, and what follows it, an infinitive or an article, stands for it.
  story: {
    openers: ["como", "enquanto"],
    subjects: "eu quero queremos preciso precisamos desejo queria gostaria posso devo".split(" "),
    wishes: [
      ..."quero preciso gostaria desejo posso devo que poder de um uma uns umas o a os as meu meus minha minhas mais ver".split(
        " ",
      ),
      ..."acessar aceder acompanhar ativar atualizar adicionar agendar alterar apagar anular avaliar baixar buscar".split(
        " ",
      ),
      ..."cadastrar cancelar carregar comparar compartilhar comprar conhecer configurar consultar controlar criar definir".split(
        " ",
      ),
      ..."descarregar editar eliminar emitir encontrar entrar enviar escolher excluir exportar fazer filtrar gerar gerenciar".split(
        " ",
      ),
      ..."gerir guardar importar imprimir iniciar inserir listar marcar me modificar mudar navegar obter ordenar pagar".split(
        " ",
      ),
      ..."partilhar pesquisar publicar realizar receber recuperar redefinir registar registrar remover reservar saber".split(
        " ",
      ),
      ..."salvar selecionar seguir ser ter trocar usar validar vender verificar visualizar".split(" "),
    ],
  },
};
