/** For so many days after somebody entered a journey what they buy is counted, and they stay reached or left alone. */
export const windowDays = 60
