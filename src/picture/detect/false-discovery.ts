/**
 * For each chance, the share of false alarms to be borne if all with that chance or less were alarms. Source:
 * Benjamini and Hochberg 1995. What is null was not tested, and stays null.
 */
export function falseDiscoveryRates(chances: readonly (number | null)[]): (number | null)[] {
  const tested = chances
    .flatMap((chance, place) => (chance === null ? [] : [{ chance, place }]))
    .sort((a, b) => b.chance - a.chance);
  const rates: (number | null)[] = chances.map(() => null);
  let least = 1;
  tested.forEach(({ chance, place }, i) => {
    least = Math.min(least, (chance * tested.length) / (tested.length - i));
    rates[place] = least;
  });
  return rates;
}
