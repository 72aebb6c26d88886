/** More slides than anyone shows. */
export const maxSlides = 5_000
