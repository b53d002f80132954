/** «1,4 МБ», as people read it. */
const units = ["Б", "КБ", "МБ", "ГБ"];

export function sizeInWords(bytes: number): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** step;
  const digits = step > 0 && value < 10 ? 1 : 0;
  return `${value.toLocaleString("ru", { maximumFractionDigits: digits })}\u00a0${units[step]}`;
}
