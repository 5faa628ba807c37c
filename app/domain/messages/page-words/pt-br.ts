import type { PageWords } from '../page-words-shape.ts'

/** Portuguese of Brazil. */
export const ptBr: PageWords = {
  title: 'O que {{shop}} pode escrever para você',
  intro: 'Você decide. Cada mudança vale na hora, e você pode voltar a esta página quando quiser.',
  saved: 'Salvo.',
  stopped: 'Pronto. Você não receberá mais mensagens de {{shop}}.',
  badDate: 'Esse dia não existe. Nada foi alterado.',
  off: {
    ways: 'Agora você não recebe mensagens: todos os meios de envio estão desativados. Para voltar a receber o que está marcado abaixo, marque um deles em “{{where}}” e toque em “{{save}}”.',
    all: 'Agora você não recebe nada. Para voltar a ter notícias da loja, desmarque “{{never}}” e toque em “{{save}}”.',
  },
  lacking: {
    all: '{{shop}} não pode enviar mensagens a você: você não aceitou isso na loja ou retirou o consentimento. Você pode aceitar lá, no próximo pedido ou na sua conta.',
    email:
      '{{shop}} não pode enviar mensagens por e-mail a você: você não aceitou isso na loja ou retirou o consentimento. Você pode aceitar lá, no próximo pedido ou na sua conta.',
  },
  often: { title: 'Quantas mensagens e ofertas?', atMost: 'No máximo {{count}} em {{days}} dias' },
  pause: { title: 'Uma pausa', label: 'Sem mensagens até', hint: 'Deixe vazio para não pausar.' },
  topics: {
    title: 'Sobre o quê?',
    hint: 'Você recebe o que estiver marcado.',
    help: 'Ajuda com o que comprei',
    reminders: 'Lembretes quando algo acaba',
    offers: 'Coisas que combinam com o que comprei',
    thanks: 'Agradecimentos e bons votos',
  },
  channels: {
    title: 'Por onde?',
    email: 'Por e-mail',
    other: 'Por outros meios da loja, como mensagens de texto',
    page: 'Nas páginas da própria loja',
  },
  never: {
    title: 'Nada',
    label: 'Nunca me escrevam',
    hint: 'A loja continua confirmando o que você pede e paga.',
  },
  birthday: {
    title: 'Seu aniversário, se quiser',
    hint: 'Só dia e mês, para dar parabéns. Escolha “nenhum” e ele é esquecido.',
    day: 'Dia',
    month: 'Mês',
    none: 'nenhum',
  },
  save: 'Salvar',
  bought: {
    title: 'O que você comprou',
    hint: 'O que você diz aqui muda o que vem depois.',
    said: 'Você disse: {{said}}',
    finished: 'Já acabou',
    gift: 'Era um presente',
    remind: 'Lembre-me em seis semanas',
    never: 'Nunca mais',
  },
  planned: {
    message: 'Uma mensagem',
    title: 'O que está planejado',
    none: 'Nada está planejado.',
    notBefore: 'não antes de {{date}}',
  },
  sent: {
    title: 'O que você recebeu, e por quê',
    none: 'Você ainda não recebeu nada.',
    waits: 'Aguardando.',
    dropped: 'No fim, não foi enviado.',
  },
  stop: {
    title: 'Não receber mais mensagens?',
    text: 'Com um toque você não recebe mais mensagens de {{shop}}. Se um dia quiser recebê-las de novo, será preciso aceitar na loja.',
    button: 'Não receber mais mensagens',
  },
  invalid: {
    title: 'Este link não funciona',
    text: 'Talvez esteja incompleto ou não valha mais. O link no fim da mensagem mais recente funciona.',
  },
  busy: 'Solicitações demais. Tente de novo em alguns minutos.',
}
