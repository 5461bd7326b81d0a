-- Every tenant's row is: a key that starts with the tenant, the columns that people search or sort by,
-- and "body": the whole record as JSON, sealed with the tenant's key (AES-256-GCM; tenant, table and id are authenticated with it).
-- Ids and folded texts compare by byte ("C"), so that no platform's collation can change an order or a unique index.

-- What must be known before a tenant is known: no row level security on these three.
create table tenant
(
    id         text collate "C" primary key,
    created_at timestamptz not null
);

create table tenant_host
(
    host   text collate "C" primary key,
    tenant text collate "C" not null references tenant (id)
);

create table api_key
(
    id          text collate "C" primary key,
    tenant      text collate "C" not null references tenant (id),
    secret_hash text collate "C" not null constraint api_key_secret unique,
    prefix      text        not null,
    label       text        not null,
    scopes      text[]      not null,
    created_at  timestamptz not null,
    expires_at  timestamptz,
    revoked_at  timestamptz
);

-- The tenant's key, wrapped by the master key.
create table tenant_key
(
    tenant  text collate "C" primary key references tenant (id),
    wrapped bytea not null
);

create table agency
(
    tenant  text collate "C" primary key references tenant (id),
    version bigint not null,
    body    bytea  not null
) with (fillfactor = 70);

create table worker
(
    tenant          text collate "C" not null,
    id              text collate "C" not null,
    version         bigint      not null,
    external_scheme text collate "C" not null,
    external_value  text collate "C" not null,
    email           text collate "C" not null, -- normalised
    display_name    text collate "C" not null,
    display_fold    text collate "C" not null, -- lower case without accents, for search
    family_fold     text collate "C" not null, -- the same of the family name, for order
    language        text collate "C" not null,
    state           text collate "C" not null,
    updated_at      timestamptz not null,
    body            bytea       not null,
    primary key (tenant, id),
    constraint worker_external_id unique (tenant, external_scheme, external_value),
    constraint worker_email unique (tenant, email)
) with (fillfactor = 80);
create index worker_by_name on worker (tenant, family_fold, id);
create index worker_by_change on worker (tenant, updated_at, id);

create table document
(
    tenant          text collate "C" not null,
    id              text collate "C" not null,
    version         bigint      not null,
    worker          text collate "C" not null,
    purpose         text collate "C" not null,
    state           text collate "C" not null,
    type_code       text collate "C" not null,
    type_fold       text collate "C" not null,
    file_name       text collate "C" not null,
    file_fold       text collate "C" not null,
    language        text collate "C" not null,
    external_scheme text collate "C",
    external_value  text collate "C",
    offered_at      timestamptz,
    signed_at       timestamptz,
    expires_at      timestamptz,
    updated_at      timestamptz not null,
    body            bytea       not null,
    primary key (tenant, id),
    constraint document_external_id unique (tenant, external_scheme, external_value)
) with (fillfactor = 80);
create index document_by_worker on document (tenant, worker, state);
create index document_by_change on document (tenant, updated_at, id);
-- Lists run backwards in time; rows without an instant come last, so they count as infinitely old.
create index document_by_offer on document (tenant, coalesce(offered_at, '-infinity'::timestamptz), id);
create index document_by_signing on document (tenant, coalesce(signed_at, '-infinity'::timestamptz), id);

create table challenge
(
    tenant   text collate "C" not null,
    document text collate "C" not null,
    version  bigint not null,
    body     bytea  not null,
    primary key (tenant, document)
) with (fillfactor = 70);

-- Inserting a row here is the act of signing: one per document, whoever tries.
create table signature
(
    tenant      text collate "C" not null,
    document    text collate "C" not null,
    version     bigint not null,
    transaction text collate "C" not null,
    body        bytea  not null,
    primary key (tenant, document),
    constraint signature_transaction unique (tenant, transaction)
) with (fillfactor = 80);

create table mail
(
    tenant     text collate "C" not null,
    id         text collate "C" not null,
    version    bigint      not null,
    document   text collate "C",
    created_at timestamptz not null,
    body       bytea       not null,
    primary key (tenant, id)
) with (fillfactor = 80);
create index mail_by_document on mail (tenant, document) where document is not null;

create table mail_link
(
    tenant     text collate "C" not null,
    hash       text collate "C" not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    body       bytea       not null,
    primary key (tenant, hash)
);

create table session
(
    tenant   text collate "C" not null,
    hash     text collate "C" not null,
    worker   text collate "C" not null,
    seen_at  timestamptz not null,
    ended_at timestamptz,
    body     bytea       not null,
    primary key (tenant, hash)
) with (fillfactor = 80);
create index session_by_worker on session (tenant, worker) where ended_at is null;

create table idempotency
(
    tenant     text collate "C" not null,
    principal  text collate "C" not null,
    key        text collate "C" not null,
    document   text collate "C",
    created_at timestamptz not null,
    body       bytea       not null,
    primary key (tenant, principal, key)
);
create index idempotency_by_age on idempotency (tenant, created_at);

-- The audit trail. The chain runs over commitment = SHA-256(salt || body's plain bytes): body and salt can be erased, the chain stays whole.
create table fact
(
    tenant        text collate "C" not null,
    sequence      bigint generated always as identity,
    subject       text collate "C" not null,
    at            timestamptz not null,
    body          bytea,
    salt          bytea,
    commitment    bytea not null,
    position      bigint,
    previous_hash bytea,
    hash          bytea,
    primary key (tenant, sequence),
    constraint fact_position unique (tenant, position)
) with (fillfactor = 80);
create index fact_by_subject on fact (tenant, subject, sequence);
create index fact_unlinked on fact (tenant, sequence) where position is null;

create table chain_head
(
    tenant   text collate "C" primary key,
    position bigint not null,
    hash     bytea  not null
);

create table upload
(
    tenant      text collate "C" not null,
    id          text collate "C" not null,
    fingerprint bytea       not null, -- keyed hash of what was announced
    expires_at  timestamptz not null,
    stored_at   timestamptz,
    claimed_by  text collate "C",
    body        bytea       not null,
    primary key (tenant, id)
);
create index upload_by_document on upload (tenant, claimed_by) where claimed_by is not null;
create index upload_unclaimed on upload (tenant, expires_at) where claimed_by is null;

-- One per upload ("upload:…") and document ("document:…"), wrapped by the tenant's key. A purged one stays as a stone without a key: nothing can be stored for it again.
create table data_key
(
    tenant  text collate "C" not null,
    owner   text collate "C" not null,
    wrapped bytea,
    primary key (tenant, owner)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50);

-- kind: original (id: the upload's) or tail (id: the document's).
create table blob
(
    tenant text collate "C" not null,
    kind   text collate "C" not null,
    id     text collate "C" not null,
    bytes  bytea not null,
    primary key (tenant, kind, id)
);
alter table blob alter column bytes set storage external;

create table derived
(
    tenant   text collate "C" not null,
    document text collate "C" not null,
    name     text collate "C" not null,
    bytes    bytea not null,
    primary key (tenant, document, name)
);
alter table derived alter column bytes set storage external;

-- Who has to do what when: all that a sweeper may see of a tenant.
create table due_work
(
    tenant      text collate "C" not null,
    kind        text collate "C" not null,
    id          text collate "C" not null,
    due_at      timestamptz not null,
    lease_owner text,
    lease_until timestamptz,
    primary key (tenant, kind, id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
create index due_work_by_time on due_work (due_at);
