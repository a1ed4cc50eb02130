-- Which months of the picture have changed since their figures were worked out: whoever keeps figures compares revisions.
create table picture_month (
  month    date primary key,
  revision bigint not null
);
grant update on picture_month to everydot_app;
insert into picture_month (month, revision) select distinct received_month, 1 from picture_fact;
