-- What an agency's lists ask of mails and seals without opening a body. Rows from before stay null, which asks for nobody's attention, until they are written again.
alter table mail add column kind text collate "C", add column state text collate "C";
alter table signature add column seal_problem boolean;
create index mail_stuck on mail (tenant, document) where state in ('Bounced', 'Failed', 'Delayed');
create index mail_question on mail (tenant, document) where kind = 'HelpRequest';
create index signature_stuck on signature (tenant, document) where seal_problem;
