/** What is said of text that its writer hid: it is left out, as it is on screen and on paper. */
export const hiddenWarning = (hasHidden: boolean): string[] => (hasHidden ? ['Some text is formatted as hidden; it was left out.'] : [])
