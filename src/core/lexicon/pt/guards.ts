/** Words that give a strategic noun its everyday sense, for the Portuguese vocabularies. */

/** Something is broken: the work is a repair. */
export const fault =
  "(bug*|erro|falha|falhando|exceção|quebrad@|incorret@|corrigir|corrige|correção|consertar|ajustar o bug|duplicad@|crash*|vazi@|bloquead@|hotfix*|typo|ortografia|sobrepõe|inválid@|errad@|trav@|travando|duas vezes|pisca|não (funciona|funcionam|carrega|carregam|abre|mostra|exibe|aparece|aparecem|salva|grava|guarda|chega|chegam|responde|atualiza)|sai (vazio|vazia)|em branco)";

/** Parts of a screen: the words name what is shown there. */
export const screen =
  "(botão|tela|ecrã|página|formulário|campo|coluna|tabela|lista|listagem|menu|aba|separador|ícone|componente|widget*|modal*|popup*|pop up|janela|link|banner*|gráfic@|filtro|dropdown*|combo|tooltip*|css|cabeçalho|rodapé|editor|cartão|card|carrossel|checkbox|caixa de seleção|navbar|sidebar|responsiv@|interface|seção|secção|footer|header|etiqueta|scroll|layout)";

/** Parts of a program: the words name a thing in code. */
export const code =
  "(api|apis|endpoint*|esquema|schema|classe|json|xml|csv|pdf|sdk|webhook*|backend|back end|frontend|front end|microsserviço|microserviço|plugin*|script*|sql|parser*|job|jobs|cron*|refator*|cache|caching|kafka|servidor|cluster|código|build|biblioteca|framework*|conector|token*|variável|banco de dados|base de dados|bd|migração|importar|importação|exportar|exportação|query|queries|algoritmo|repositório|docker|kubernetes)";

/** Measures and parts of machines: no business figure and no market stands beside them. */
export const machine =
  "(latência|performance|desempenho|cpu|ram|memória|tempo de (carga|carregamento|resposta|espera)|carregamento|timeout*|servidor|thread*|cache|docker|kubernetes|largura|altura|resolução|opacidade|zoom|cobertura|taxa de (erro|erros)|disponibilidade|deploy|disco|bateria|bundle|consulta|pixel|exceção)";
