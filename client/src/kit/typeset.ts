/** Russian setting of a text: «в», «и» and «№» never hang at the end of a line, the space behind them does not break. */
export function typeset(text: string): string {
  return text.replace(/(?<=^|[\s«(>}])([ви]|№) /giu, "$1\u00a0");
}
