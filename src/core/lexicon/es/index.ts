import { entries as backlogPrioritization } from "#core/lexicon/es/backlog-prioritization";
import { entries as businessCase } from "#core/lexicon/es/business-case";
import { entries as customerEngagement } from "#core/lexicon/es/customer-engagement";
import { entries as delivery } from "#core/lexicon/es/delivery";
import { entries as deliveryEngineering } from "#core/lexicon/es/delivery-engineering";
import { entries as deliveryInterface } from "#core/lexicon/es/delivery-interface";
import { entries as frames } from "#core/lexicon/es/frames";
import { entries as goToMarket } from "#core/lexicon/es/go-to-market";
import { entries as longTermPlanning } from "#core/lexicon/es/long-term-planning";
import { entries as marketResearch } from "#core/lexicon/es/market-research";
import { entries as marketing } from "#core/lexicon/es/marketing";
import { entries as productStrategy } from "#core/lexicon/es/product-strategy";
import { entries as requirementsReadiness } from "#core/lexicon/es/requirements-readiness";
import { entries as stakeholderCommunication } from "#core/lexicon/es/stakeholder-communication";
import { entries as teamCoordination } from "#core/lexicon/es/team-coordination";
import { entries as testingAcceptance } from "#core/lexicon/es/testing-acceptance";
import { entries as userStories } from "#core/lexicon/es/user-stories";
import type { LanguagePack } from "#core/lexicon/language";

/** Spanish, as written in Spain and in Latin America. Deterministic and tested on its examples only: no figures exist for it. */
export const spanish: LanguagePack = {
  language: "es",
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
    ..."de del para por con en a al sobre sin hacia entre según segun desde hasta tras vía via ante contra durante".split(
      " ",
    ),
    ..."cuando si que donde como después despues antes porque y e o u ni".split(" "),
    ..."es son está están no debe deben puede pueden se ha han tiene tienen".split(" "),
    ..."frente mediante junto fuera".split(" "),
  ],
  // Spanish drops "I": the wish is the verb itself, and what follows it, an infinitive or an article, stands for the wish word.
  story: {
    openers: ["como"],
    subjects: "quiero queremos necesito necesitamos deseo quisiera requiero gustaría gustaria yo puedo debo".split(" "),
    wishes: [
      ..."que poder un una unos unas el la los las lo mi mis más mas solo ver verlo tener ser hacer quiero necesito puedo".split(
        " ",
      ),
      ..."acceder activar actualizar agregar añadir asignar buscar cambiar cancelar cargar cerrar comparar compartir".split(
        " ",
      ),
      ..."comprar conciliar configurar conocer consultar contar controlar crear definir descargar editar eliminar".split(
        " ",
      ),
      ..."elegir enviar exportar filtrar generar gestionar guardar importar imprimir ingresar iniciar liberar llevar".split(
        " ",
      ),
      ..."marcar modificar mostrar navegar obtener ordenar pagar probar publicar realizar recibir recuperar registrar".split(
        " ",
      ),
      ..."registrarme reservar restablecer restringir revisar saber seleccionar seguir subir tener usar validar".split(
        " ",
      ),
      ..."vender verificar visualizar".split(" "),
    ],
  },
};
