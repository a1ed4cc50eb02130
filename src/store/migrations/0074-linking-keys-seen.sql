-- A key's holders are read from the index alone where a page is known to be visible to all, which only a vacuum marks.
-- Chosen: a million keys are some eighty thousand people; by default it waits for a fifth of the table to be new.
alter table er_key set (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 1000000);
