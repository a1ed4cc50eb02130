import type { Place, ReferralContent } from '../referral/index.ts';
import { foldPostcode, type PostcodeForces } from './postcode.ts';
import { forcesOfArea, forcesOfName } from './stated-places.ts';
import { HOME_COUNTRY } from './unit.ts';

/** What a stated place says about where, as force slugs and a country. */
export type LocatedPlace = {
  whose: 'suspect' | 'child';
  postcodeForces: string[];
  areaForces: string[];
  statedForce: string | null;
  namedForces: string[];
  country: string | null;
};

type OpenContent = Omit<ReferralContent, 'evidence'>;
type StatedPlace = { whose: LocatedPlace['whose']; place: Place };

/** Places of suspects and children. A reporter's and a recipient's place locate neither. */
export function statedPlaces(content: OpenContent): StatedPlace[] {
  const ofParties = content.parties.flatMap(({ role, places }): StatedPlace[] => {
    if (role === 'reporter' || role === 'recipient') return [];
    return (places ?? []).map((place) => ({ whose: role === 'victim' ? 'child' : 'suspect', place }));
  });
  return [...ofParties, ...content.places.map((place) => ({ whose: 'suspect' as const, place }))];
}

/** Pure. `known`: what the imported postcode edition says; without it an area's letters give candidates. */
export function locatePlaces(stated: readonly StatedPlace[], known: PostcodeForces): LocatedPlace[] {
  return stated.map(({ whose, place }) => {
    const atHome = (place.country ?? HOME_COUNTRY) === HOME_COUNTRY;
    return {
      whose,
      ...(atHome ? forcesOfPlace(place, known) : { postcodeForces: [], areaForces: [], namedForces: [] }),
      statedForce: place.force ?? null,
      country: place.country ?? null,
    };
  });
}

/** Names and postcode letters are shared with places abroad, so they say something only of a place at home. */
function forcesOfPlace({ postcode, city, region }: Place, known: PostcodeForces) {
  const postcodeForces = postcode ? (known.get(foldPostcode(postcode)) ?? []) : [];
  return {
    postcodeForces,
    areaForces: postcode && postcodeForces.length === 0 ? forcesOfArea(postcode) : [],
    namedForces: [...new Set([city, region].flatMap(forcesOfName))],
  };
}
