-- Nullable, so that code which knows nothing of it goes on working.
alter table payments add column idempotency_key text;

create unique index payments_idempotency_key on payments (idempotency_key);
