/** One line for people, with the code for programs. Names out of files may hold anything, so control characters go. */
export function failureLine(message: string, code: string): string {
  return `sana: ${message.replace(/\p{Cc}+/gu, ' ').trim()} [${code}]`;
}
