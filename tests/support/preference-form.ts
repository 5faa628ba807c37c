import type { PreferenceForm } from '../../app/domain/messages/preference-form.ts'

/** The form as it is sent by somebody who left everything as it usually is. */
export const usualForm: PreferenceForm = {
  often: 'usual',
  pauseUntil: '',
  topics: ['help', 'reminders', 'offers', 'thanks'],
  channels: ['email', 'other', 'page'],
  isNever: false,
  birthdayMonth: '',
  birthdayDay: '',
}
