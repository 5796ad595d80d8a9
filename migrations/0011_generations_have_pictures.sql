-- One word for each thing: what was called an item is a picture, and an order is a generation. The code before this
-- migration does not run after it: the one exception to the rule, made while no stage had been deployed.
alter table creative.items rename to pictures;
alter table creative.generations rename column order_hash to input_hash;

-- The owner of the tables has no policy, so their rows are hidden from it while row-level security is forced.
alter table creative.pictures no force row level security;
update creative.pictures set id = 'pic_' || substr(id, 5) where id like 'itm\_%';
alter table creative.pictures force row level security;

alter table audit.entries disable trigger append_only, no force row level security;
update audit.entries set action = 'generation.made' where action = 'generation.ordered';
alter table audit.entries enable trigger append_only, force row level security;
