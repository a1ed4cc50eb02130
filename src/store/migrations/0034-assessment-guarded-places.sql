-- Covert and professional-standards referrals are few: counted apart, so that the count of all needs no row of the table.
create index queue_place_guarded on queue_place (band) where sensitivity <> 'ordinary';
