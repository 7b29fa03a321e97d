-- What later migrations create is the application's to read and to add to, and no more.
alter default privileges in schema public grant select, insert on tables to ${applicationRole};

create table payments (
  id          uuid primary key default gen_random_uuid(),
  amount      bigint not null check (amount > 0),
  currency    char(3) not null,
  debtor      text not null,
  creditor    text not null,
  reference   text,
  status      text not null default 'accepted',
  created_at  timestamptz not null default now()
);

comment on column payments.amount is 'in the minor unit of the currency: 1250 is EUR 12.50';

-- Whatever a database's own default privileges say.
revoke update, delete on payments from ${applicationRole};
