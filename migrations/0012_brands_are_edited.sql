-- An archived brand is kept for the generations that were made for it: it is not listed, and gets no new ones.
alter table creative.brands add column archived_at timestamptz;
