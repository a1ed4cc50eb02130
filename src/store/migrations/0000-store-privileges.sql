-- The owner's tables may be read and added to by the application, and nothing else. A stage's migration grants
-- UPDATE or DELETE where a table needs it; TRUNCATE and DDL are never granted.
revoke create on schema public from public;
grant usage on schema public to everydot_app;
alter default privileges in schema public grant select, insert on tables to everydot_app;
alter default privileges in schema public grant usage on sequences to everydot_app;

-- What has run; the application compares it with the files it came with.
grant select on schema_migration to everydot_app;
