-- A record that hangs together with so many others that they are not grouped by their scores: a crowd is looked at once,
-- when it becomes one, and not again with each record that joins it. Empty until a crowd comes about.
create table er_crowded (
  record bigint primary key
);
grant delete on er_crowded to everydot_app;
