/** The inks of one drawing: main, its shade, its light, accent, outline, and paper behind. */
export type Inks = { main: string; shade: string; light: string; accent: string; line: string; paper: string }

/** Draws on a sheet of 400 by 400; the ground is at y = 330. `label` is safe text. */
export type Drawing = (inks: Inks, label: string) => string
