import { foldName } from "#adapters/files/fold-name";
import type { StatusCategory } from "#core/model";

/** Common names of statuses and of Jira's status categories in the languages whose headers are known. */
const names: Record<StatusCategory, string> = {
  todo: `to do, todo, open, new, backlog, reopened, triage, unstarted, planned, proposed, not started, selected for development, ready,
    ready for development, ready for dev, tareas por hacer, por hacer, pendiente, abierto, abierta, nuevo, nueva, reabierto,
    à faire, ouvert, ouverte, nouveau, nouvelle, zu erledigen, offen, neu, geplant, tarefas pendentes, itens pendentes, a fazer, pendente,
    aberto, aberta, novo, nova, da fare, da completare, aperto, aperta, nuovo, te doen, nieuw, do zrobienia, otwarte, nowe,
    к выполнению, сделать, открыт, открыто, открыта, новый, новая, 未着手, 未対応, オープン, 待办, 待办事项, 打开, 开放, 新建, 未开始`,
  "in-progress": `in progress, in-progress, indeterminate, doing, started, active, in review, review, code review, in development, development, implementing,
    testing, in testing, test, in test, qa, in qa, verification, blocked, ready for review, ready for test, ready for qa, en curso, en progreso,
    en revisión, en cours, en revue, in arbeit, in bearbeitung, in prüfung, em andamento, em progresso, em revisão, em análise, in corso,
    in lavorazione, in behandeling, in uitvoering, w toku, w trakcie, w realizacji, в работе, в процессе, 進行中, 作業中, 対応中, 正在进行, 进行中, 处理中`,
  done: `done, closed, resolved, completed, complete, finished, cancelled, canceled, duplicate, won't do, won't fix, rejected, declined, released,
    shipped, accepted, finalizada, finalizado, listo, lista, hecho, hecha, cerrado, cerrada, resuelto, resuelta, terminado, terminada, completado,
    completada, cancelado, cancelada, terminé, terminée, terminé(e), fini, fait, fermé, fermée, résolu, résolue, clos, annulé, annulée, fertig,
    erledigt, geschlossen, abgeschlossen, gelöst, abgebrochen, verworfen, concluído, concluída, concluído(a), itens concluídos, feito, fechado,
    fechada, resolvido, resolvida, completato, completata, fatto, chiuso, chiusa, risolto, risolta, annullato, gereed, klaar, voltooid, gesloten,
    opgelost, afgerond, gotowe, zrobione, zamknięte, rozwiązane, zakończone, anulowane, готово, выполнено, закрыт, закрыто, закрыта, решён, решено,
    завершено, отменено, 完了, 解決済み, クローズ, 終了, 完成, 已完成, 已关闭, 关闭, 已解决, 解决`,
};

const categories = new Map<string, StatusCategory>();
for (const category of ["todo", "in-progress", "done"] as const) {
  for (const name of names[category].split(",")) categories.set(foldName(name), category);
}

/** The category a status name stands for in any known language; undefined for a team's own name. */
export function categoryOfStatus(name: string): StatusCategory | undefined {
  return categories.get(foldName(name));
}

/** What exports write where nothing was resolved. */
const unresolved = new Set(
  ["unresolved", "sin resolver", "non résolu", "nicht erledigt", "não resolvido", "нет решения"].map(foldName),
);

export const isResolution = (text: string): boolean => text.trim() !== "" && !unresolved.has(foldName(text));
