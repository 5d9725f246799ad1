/** A text with its ASCII letters in lower case: no locale, no folding (S8). */
export const lowered = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
