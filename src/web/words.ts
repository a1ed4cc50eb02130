import * as frame from './frame/words.ts';
import * as picture from './picture/words.ts';
import * as signIn from './sign-in/words.ts';

// The catalogues of all journeys in one; each journey keeps its own sentences beside its pages.

export const en = { ...frame.en, ...signIn.en, ...picture.en };
export type Words = typeof en;
export const cy: Words = { ...frame.cy, ...signIn.cy, ...picture.cy };
