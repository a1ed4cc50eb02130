-- Where packages go. A row holds from valid_from up to the day before valid_to; a change is a further row, so that
-- the registry answers for any day. A person's compartment is the id of their unit. Null: not yet told.
create table receiving_unit (
  id                 text not null check (id ~ '^[a-z0-9-]{2,60}$'),
  name               text not null,
  kind               text not null check (kind in ('territorial', 'special', 'national', 'childrens-services', 'foreign-bureau', 'professional-standards')),
  force              text,
  ons_code           text,
  region             text,
  country            text check (country ~ '^[A-Z]{2}$'),
  trained_officers   integer check (trained_officers >= 0),
  capacity_per_month integer check (capacity_per_month >= 0),
  out_of_hours       text not null,
  valid_from         date not null,
  valid_to           date check (valid_to > valid_from),
  primary key (id, valid_from)
);
create unique index receiving_unit_current on receiving_unit (id) where valid_to is null;
grant update (valid_to) on receiving_unit to everydot_app;

-- England and Wales: 43 forces, in their areas since the Local Government Act 1972 took effect on 1 April 1974
-- (some are older; the registry looks no further back). Codes: ONS police force areas. Region: ITL 1.
insert into receiving_unit (id, name, kind, force, ons_code, region, country, out_of_hours, valid_from)
select id, name, 'territorial', id, ons_code, region, 'GB', 'Force control room', date '1974-04-01'
from (values
  ('metropolitan', 'Metropolitan Police', 'E23000001', 'london'),
  ('cumbria', 'Cumbria', 'E23000002', 'north-west'),
  ('lancashire', 'Lancashire', 'E23000003', 'north-west'),
  ('merseyside', 'Merseyside', 'E23000004', 'north-west'),
  ('greater-manchester', 'Greater Manchester', 'E23000005', 'north-west'),
  ('cheshire', 'Cheshire', 'E23000006', 'north-west'),
  ('northumbria', 'Northumbria', 'E23000007', 'north-east'),
  ('durham', 'Durham', 'E23000008', 'north-east'),
  ('north-yorkshire', 'North Yorkshire', 'E23000009', 'yorkshire-and-the-humber'),
  ('west-yorkshire', 'West Yorkshire', 'E23000010', 'yorkshire-and-the-humber'),
  ('south-yorkshire', 'South Yorkshire', 'E23000011', 'yorkshire-and-the-humber'),
  ('humberside', 'Humberside', 'E23000012', 'yorkshire-and-the-humber'),
  ('cleveland', 'Cleveland', 'E23000013', 'north-east'),
  ('west-midlands', 'West Midlands', 'E23000014', 'west-midlands'),
  ('staffordshire', 'Staffordshire', 'E23000015', 'west-midlands'),
  ('west-mercia', 'West Mercia', 'E23000016', 'west-midlands'),
  ('warwickshire', 'Warwickshire', 'E23000017', 'west-midlands'),
  ('derbyshire', 'Derbyshire', 'E23000018', 'east-midlands'),
  ('nottinghamshire', 'Nottinghamshire', 'E23000019', 'east-midlands'),
  ('lincolnshire', 'Lincolnshire', 'E23000020', 'east-midlands'),
  ('leicestershire', 'Leicestershire', 'E23000021', 'east-midlands'),
  ('northamptonshire', 'Northamptonshire', 'E23000022', 'east-midlands'),
  ('cambridgeshire', 'Cambridgeshire', 'E23000023', 'east-of-england'),
  ('norfolk', 'Norfolk', 'E23000024', 'east-of-england'),
  ('suffolk', 'Suffolk', 'E23000025', 'east-of-england'),
  ('bedfordshire', 'Bedfordshire', 'E23000026', 'east-of-england'),
  ('hertfordshire', 'Hertfordshire', 'E23000027', 'east-of-england'),
  ('essex', 'Essex', 'E23000028', 'east-of-england'),
  ('thames-valley', 'Thames Valley', 'E23000029', 'south-east'),
  ('hampshire', 'Hampshire', 'E23000030', 'south-east'),
  ('surrey', 'Surrey', 'E23000031', 'south-east'),
  ('kent', 'Kent', 'E23000032', 'south-east'),
  ('sussex', 'Sussex', 'E23000033', 'south-east'),
  ('city-of-london', 'City of London', 'E23000034', 'london'),
  ('devon-and-cornwall', 'Devon and Cornwall', 'E23000035', 'south-west'),
  ('avon-and-somerset', 'Avon and Somerset', 'E23000036', 'south-west'),
  ('gloucestershire', 'Gloucestershire', 'E23000037', 'south-west'),
  ('wiltshire', 'Wiltshire', 'E23000038', 'south-west'),
  ('dorset', 'Dorset', 'E23000039', 'south-west'),
  ('north-wales', 'North Wales', 'W15000001', 'wales'),
  ('gwent', 'Gwent', 'W15000002', 'wales'),
  ('south-wales', 'South Wales', 'W15000003', 'wales'),
  ('dyfed-powys', 'Dyfed-Powys', 'W15000004', 'wales')
) as force (id, name, ons_code, region);

-- Scotland: eight forces until 31 March 2013 (Police and Fire Reform (Scotland) Act 2012), one since.
insert into receiving_unit (id, name, kind, force, region, country, out_of_hours, valid_from, valid_to)
select id, name, 'territorial', id, 'scotland', 'GB', 'Force control room', date '1975-05-16', date '2013-04-01'
from (values
  ('central-scotland', 'Central Scotland'),
  ('dumfries-and-galloway', 'Dumfries and Galloway'),
  ('fife', 'Fife'),
  ('grampian', 'Grampian'),
  ('lothian-and-borders', 'Lothian and Borders'),
  ('northern-scotland', 'Northern Constabulary'),
  ('strathclyde', 'Strathclyde'),
  ('tayside', 'Tayside')
) as force (id, name);

-- Before the National Crime Agency: the CEOP Centre, from 1 April 2006.
insert into receiving_unit (id, name, kind, country, out_of_hours, valid_from, valid_to) values
  ('ceop', 'Child Exploitation and Online Protection Centre', 'national', 'GB', 'National duty officer', '2006-04-01', '2013-10-07');

insert into receiving_unit (id, name, kind, force, ons_code, region, country, out_of_hours, valid_from) values
  ('police-scotland', 'Police Service of Scotland', 'territorial', 'police-scotland', 'S23000009', 'scotland', 'GB', 'Force control room', '2013-04-01'),
  ('northern-ireland', 'Police Service of Northern Ireland', 'territorial', 'northern-ireland', null, 'northern-ireland', 'GB', 'Force control room', '2001-11-04'),
  ('btp', 'British Transport Police', 'special', 'btp', null, null, 'GB', 'Force control room', '1974-04-01'),
  -- The national team that keeps the highest harm: the National Crime Agency since it took over CEOP.
  ('nca', 'National Crime Agency, high-harm team', 'national', 'nca', null, null, 'GB', 'National duty officer', '2013-10-07'),
  ('professional-standards', 'Police professional standards, national', 'professional-standards', null, null, null, 'GB', 'Duty investigator', '1974-04-01');

-- Safeguarding: one door for each region; the councils behind it are the region's business.
insert into receiving_unit (id, name, kind, region, country, out_of_hours, valid_from)
select 'children-' || region, 'Children''s services, ' || name, 'childrens-services', region, 'GB', 'Emergency duty team', date '1974-04-01'
from (values
  ('north-east', 'North East'),
  ('north-west', 'North West'),
  ('yorkshire-and-the-humber', 'Yorkshire and the Humber'),
  ('east-midlands', 'East Midlands'),
  ('west-midlands', 'West Midlands'),
  ('east-of-england', 'East of England'),
  ('london', 'London'),
  ('south-east', 'South East'),
  ('south-west', 'South West'),
  ('wales', 'Wales'),
  ('scotland', 'Scotland'),
  ('northern-ireland', 'Northern Ireland')
) as service (region, name);

-- Counterparts abroad, by country; more are added by a person as agreements are made.
insert into receiving_unit (id, name, kind, country, out_of_hours, valid_from)
select 'bureau-' || lower(country), 'National bureau, ' || name, 'foreign-bureau', country, 'International liaison desk', date '1974-04-01'
from (values
  ('AU', 'Australia'), ('BE', 'Belgium'), ('CA', 'Canada'), ('DE', 'Germany'), ('ES', 'Spain'), ('FR', 'France'),
  ('IE', 'Ireland'), ('IT', 'Italy'), ('KE', 'Kenya'), ('KH', 'Cambodia'), ('NL', 'Netherlands'), ('NZ', 'New Zealand'),
  ('PH', 'Philippines'), ('PL', 'Poland'), ('RO', 'Romania'), ('SE', 'Sweden'), ('TH', 'Thailand'), ('US', 'United States')
) as bureau (country, name);

-- Which forces a postcode may belong to, as an administrator imports it: whole editions, the latest one counts.
-- prefix: a postcode without space, or the first characters of one.
create table postcode_force (
  edition date not null,
  prefix  text not null check (prefix ~ '^[A-Z0-9]{1,7}$'),
  force   text not null,
  primary key (edition, prefix, force)
);
