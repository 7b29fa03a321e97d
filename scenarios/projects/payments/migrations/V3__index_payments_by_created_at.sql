-- Reconciliation reads a day's payments.
create index payments_created_at on payments (created_at);
