import type { PageWords } from '../page-words-shape.ts'

/** Spanish. */
export const es: PageWords = {
  title: 'Qué puede escribirte {{shop}}',
  intro: 'Decides tú. Cada cambio vale de inmediato, y puedes volver a esta página cuando quieras.',
  saved: 'Guardado.',
  stopped: 'Hecho. No recibirás más mensajes de {{shop}}.',
  badDate: 'Ese día no existe. No se cambió nada.',
  off: {
    ways: 'Ahora no recibes mensajes: todas las vías de envío están desactivadas. Para volver a recibir lo que está marcado abajo, marca una de ellas en «{{where}}» y pulsa «{{save}}».',
    all: 'Ahora no recibes nada. Para volver a saber de la tienda, quita la marca de «{{never}}» y pulsa «{{save}}».',
  },
  lacking: {
    all: '{{shop}} no puede enviarte mensajes: no lo has aceptado en la tienda o has retirado tu consentimiento. Puedes aceptarlo allí, en tu próximo pedido o en tu cuenta.',
    email:
      '{{shop}} no puede enviarte mensajes por correo electrónico: no lo has aceptado en la tienda o has retirado tu consentimiento. Puedes aceptarlo allí, en tu próximo pedido o en tu cuenta.',
  },
  often: { title: '¿Cuántos mensajes y ofertas?', atMost: 'Como máximo {{count}} en {{days}} días' },
  pause: { title: 'Una pausa', label: 'Sin mensajes hasta', hint: 'Déjalo vacío si no quieres pausa.' },
  topics: {
    title: '¿Sobre qué?',
    hint: 'Recibes lo que está marcado.',
    help: 'Ayuda con lo que compré',
    reminders: 'Avisos cuando algo se acaba',
    offers: 'Cosas que combinan con mi compra',
    thanks: 'Agradecimientos y buenos deseos',
  },
  channels: {
    title: '¿Por dónde?',
    email: 'Por correo electrónico',
    other: 'Por otras vías de la tienda, como mensajes de texto',
    page: 'En las páginas de la propia tienda',
  },
  never: {
    title: 'Nada en absoluto',
    label: 'No me escriban nunca',
    hint: 'La tienda seguirá confirmando lo que pidas y pagues.',
  },
  birthday: {
    title: 'Tu cumpleaños, si quieres',
    hint: 'Solo día y mes, para felicitarte. Elige «ninguno» y se olvida.',
    day: 'Día',
    month: 'Mes',
    none: 'ninguno',
  },
  save: 'Guardar',
  bought: {
    title: 'Lo que compraste',
    hint: 'Lo que digas aquí cambia lo que viene después.',
    said: 'Dijiste: {{said}}',
    finished: 'Ya lo terminé',
    gift: 'Fue un regalo',
    remind: 'Recuérdamelo en seis semanas',
    never: 'Nunca más',
  },
  planned: {
    message: 'Un mensaje',
    title: 'Lo que está previsto',
    none: 'No hay nada previsto.',
    notBefore: 'no antes del {{date}}',
  },
  sent: {
    title: 'Lo que recibiste, y por qué',
    none: 'Todavía no has recibido nada.',
    waits: 'Está en espera.',
    dropped: 'Al final no se envió.',
  },
  stop: {
    title: '¿No recibir más mensajes?',
    text: 'Con pulsar una vez no recibirás más mensajes de {{shop}}. Si algún día quieres volver a recibirlos, tendrás que aceptarlo en la tienda.',
    button: 'No recibir más mensajes',
  },
  invalid: {
    title: 'Este enlace no funciona',
    text: 'Puede que esté incompleto o que ya no valga. El enlace al final del mensaje más reciente funciona.',
  },
  busy: 'Demasiadas solicitudes. Inténtalo de nuevo en unos minutos.',
}
