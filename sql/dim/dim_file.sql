-- dim_file: the ledger of bytes seen under a name, and what they were read as.
-- grain:  source_file, sha256
-- reads:  stg_file

select
    key_of(concat_ws(chr(31), 'file', source_file, sha256)) as file_key,
    source_file,
    sha256,
    byte_count,
    encoding,
    reason,
    detail,
    warnings,
    article_id,
    content_hash,
    view_count,
    first_seen_on,
    last_seen_on,
    nights_seen
from stg_file
