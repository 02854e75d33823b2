"""Every dimension and fact of articles and runs: this says what a table is.

`sql/` says what fills it. What the sentences of articles say has its tables in
`warehouse/tables_text.py`. Names: dim_ what things are, fact_ what happened; *_key is
ours, *_id the source's, *_at a moment, *_date and *_on a day, is_* a boolean.

Rows come into a table in one of two ways, told by `info`: merged by primary key, or,
with `replace_by`, all rows of the articles or versions read this night replaced whole.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Double,
    Integer,
    Table,
    Text,
)

import warehouse.tables_text  # noqa: F401 (declares its tables)
from warehouse.metadata import (
    evidence,
    holds,
    key,
    label,
    may,
    metadata,
    must,
    ref,
)

MOMENT = DateTime(timezone=True)
VERSION_FACT = {"replace_by": "article_version_key"}
ARTICLE_FACT = {"replace_by": "article_key"}

AUDIT = "lần chạy đã nạp | run that loaded the row"
VERSION = "phiên bản bài báo | article version"
ARTICLE = "bài báo | article"

dim_article = Table(
    "dim_article",
    metadata,
    key("article_key", "khóa bài báo | article key"),
    label(
        "article_id",
        Text(),
        "địa chỉ chuẩn của bài, hoặc mã tính từ tòa soạn, tiêu đề, ngày "
        "| canonical URL, else a code made of outlet, title and day",
    ),
    ref("outlet_key", "tòa soạn | outlet"),
    may("url", Text, "địa chỉ chuẩn | canonical URL"),
    may(
        "source_file", Text, "tệp của phiên bản hiện hành | file of the current version"
    ),
    may("first_seen_on", Date, "đêm đầu tiên thấy bài | first night it was seen"),
    may("last_seen_on", Date, "đêm gần nhất thấy bài | last night it was seen"),
    comment="Bài báo, danh tính lâu dài | Articles, one row each",
)

dim_article_version = Table(
    "dim_article_version",
    metadata,
    key("article_version_key", "khóa phiên bản | version key"),
    ref("article_key", ARTICLE),
    ref("outlet_key", "tòa soạn | outlet"),
    label(
        "content_hash", Text(), "mã băm tiêu đề, mục, thân bài | hash of the wording"
    ),
    may("sha256", Text, "bản chụp đại diện | capture that stands for the version"),
    may("url", Text, "địa chỉ chuẩn | canonical URL"),
    may("title", Text, "tiêu đề | title"),
    may("section", Text, "chuyên mục | section"),
    may("lead", Text, "sapo: khối đầu của thân bài | lead: the body's first block"),
    may("body", Text, "thân bài | body: the story's blocks joined by LF"),
    may("body_hash", Text, "mã băm thân bài | hash of the body"),
    may("body_signature", Text, "chữ ký để so sánh | sketch of the body, for likeness"),
    may("language", Text, "ngôn ngữ (ISO 639-1) | language (ISO 639-1)"),
    may("agency", Text, "hãng tin | agency tag"),
    may("republished_from", Text, "đăng lại từ nguồn | republished from"),
    may("word_count", Integer, "số tiếng trong thân bài | words in the body"),
    may("page_text", Text, "văn bản toàn trang | whole page text, what spans refer to"),
    may("published_at", MOMENT, "thời điểm đăng | moment of publication"),
    may(
        "published_date", Date, "ngày đăng (giờ địa phương) | local day of publication"
    ),
    may("published_precision", Text, "độ chính xác ngày đăng | precision of that date"),
    may("published_rule", Text, "quy tắc đọc ngày đăng | rule that read the date"),
    may("event_date", Date, "ngày diễn ra sự kiện | day of the event"),
    may("event_precision", Text, "độ chính xác ngày sự kiện | precision of that day"),
    may("event_rule", Text, "quy tắc đọc ngày sự kiện | rule that read that day"),
    may(
        "earliest_possible_on",
        Date,
        "ngày sớm nhất có thể đăng | earliest possible day",
    ),
    may("latest_possible_on", Date, "ngày muộn nhất có thể đăng | latest possible day"),
    may("rule_set", Text, "bộ quy tắc đã dùng | rule set it was read with"),
    may(
        "standing",
        Text,
        "accepted, hoặc lý do không nhận | accepted, or why it never became current",
    ),
    may("valid_from", Date, "hiệu lực từ đêm | valid from this night"),
    may("valid_to", Date, "hết hiệu lực từ đêm | valid until this night, exclusive"),
    must("is_current", Boolean, "là phiên bản hiện hành | whether it is current"),
    comment="Phiên bản bài báo (SCD2) | Wordings of an article, one row each (SCD2)",
)

dim_file = Table(
    "dim_file",
    metadata,
    key("file_key", "khóa tệp | file key"),
    label(
        "source_file", Text(), "tên tệp trong thư mục đến | name in the landing folder"
    ),
    must("sha256", Text, "sha256 của nội dung tệp | sha256 of its bytes"),
    may("byte_count", BigInteger, "số byte | size in bytes"),
    may("encoding", Text, "bảng mã | encoding it was read in"),
    may("reason", Text, "lý do không có bài | why the bytes hold no article"),
    may("detail", Text, "diễn giải lý do | the reason in a sentence"),
    may("warnings", Text, "cảnh báo khi đọc | warnings of the reading"),
    may("article_id", Text, "bài báo đọc được | article it holds"),
    may("content_hash", Text, "phiên bản đọc được | wording it holds"),
    may("view_count", BigInteger, "số lượt xem trên trang | page views it shows"),
    may("first_seen_on", Date, "đêm đầu tiên thấy | first night it was seen"),
    may("last_seen_on", Date, "đêm gần nhất thấy | last night it was seen"),
    may(
        "nights_seen",
        Text,
        "mọi đêm thấy, các đêm liền nhau nối bằng / | every night it was seen, nights "
        "in a row as first/last",
    ),
    comment="Sổ tệp: nội dung đã thấy dưới một tên | Ledger: bytes seen under a name",
)

dim_person = Table(
    "dim_person",
    metadata,
    key("person_key", "khóa người | person key"),
    label("person_name", Text(), "họ tên | name, in name case"),
    must("person_name_folded", Text, "tên không dấu, chữ thường | name without marks"),
    comment="Người được nêu tên | Persons named in articles",
)

dim_boilerplate_rule = Table(
    "dim_boilerplate_rule",
    metadata,
    key("boilerplate_rule_key", "khóa quy tắc | rule key"),
    label("rule", Text(), "mã quy tắc | rule id"),
    must("kind", Text, "loại phần thừa | kind of furniture it removes"),
    comment="Quy tắc bóc phần thừa của trang | Rules that take page furniture away",
)

dim_audit = Table(
    "dim_audit",
    metadata,
    key("audit_key", "khóa lần chạy | run key"),
    label("run_id", Text(), "mã lần chạy | run id"),
    must("run_no", Integer, "số thứ tự lần chạy | runs counted up"),
    may("night", Date, "đêm được nạp | night that was loaded"),
    may("started_at", MOMENT, "bắt đầu | start"),
    may("finished_at", MOMENT, "kết thúc | end"),
    may(
        "verdict",
        Text,
        "published, accepted, replayed, erased | accepted: by a person",
    ),
    may("landing", Text, "thư mục đến | landing folder"),
    may("is_full", Boolean, "đọc lại toàn bộ | whether everything was read anew"),
    may("code_version", Text, "phiên bản chương trình | version of the program"),
    may("rule_set", Text, "bộ quy tắc | rule set"),
    may("source_hash", Text, "mã băm các tệp đã thấy | hash over the files seen"),
    must("files_seen", Integer, "số tệp đã thấy | files seen"),
    must("loaded", Integer, "bài mới | new articles"),
    must("updated", Integer, "bài có phiên bản mới | articles with a new version"),
    must("unchanged", Integer, "tệp không đổi | unchanged files"),
    must("ignored", Integer, "tệp bỏ qua | files ignored"),
    must("quarantined", Integer, "tệp cách ly | files quarantined"),
    must("checks_passed", Integer, "số kiểm tra đạt | checks that held"),
    comment="Các lần chạy đã công bố | Runs that were published, one row each",
)

fact_article_load = Table(
    "fact_article_load",
    metadata,
    key("article_version_key", VERSION),
    key("audit_key", AUDIT),
    ref("file_key", "tệp | file it came in"),
    comment="Phiên bản được nạp trong lần chạy | Versions loaded, by run",
)

fact_page_view = Table(
    "fact_page_view",
    metadata,
    key("page_view_key", "khóa số đọc | reading key"),
    ref("article_key", ARTICLE),
    ref("observed_date_key", "đêm đọc số | night of the reading"),
    must("observed_on", Date, "đêm đọc số | night of the reading"),
    must("views", BigInteger, "lượt xem tích lũy | page views so far"),
    ref("audit_key", AUDIT),
    holds("views", "views >= 0"),
    comment="Số lượt xem bài theo đêm | Page views, one row an article and night",
    info=ARTICLE_FACT,
)

fact_site_counter = Table(
    "fact_site_counter",
    metadata,
    key("site_counter_key", "khóa số đọc | reading key"),
    ref("article_key", "bài có bộ đếm | article whose page shows the counter"),
    ref("outlet_key", "tòa soạn | outlet"),
    must("sha256", Text, "bản chụp | capture it was read in"),
    must("period", Text, "kỳ đếm | period counted"),
    may("period_year", Integer, "năm bộ đếm nêu | year the counter names"),
    may("period_month", Integer, "tháng bộ đếm nêu | month the counter names"),
    must("value", BigInteger, "số lượt | visits"),
    may("observed_from", Date, "sớm nhất có thể đọc | earliest day of the reading"),
    must("observed_to", Date, "muộn nhất có thể đọc | latest day of the reading"),
    must("observed_on", Date, "đêm thấy bản chụp | night the capture was seen"),
    *evidence(is_declared=True),
    holds("value", "value >= 0"),
    comment="Bộ đếm truy cập của trang | Site counters, by capture, period, night",
    info=ARTICLE_FACT,
)

fact_removed_block = Table(
    "fact_removed_block",
    metadata,
    key("removed_block_key", "khóa khối | block key"),
    ref("article_version_key", VERSION),
    ref("boilerplate_rule_key", "quy tắc đã bóc | rule that removed it"),
    must("kind", Text, "loại phần thừa | kind of furniture"),
    must("block_text", Text, "nguyên văn | text as it stood"),
    *evidence(),
    comment="Phần thừa đã bóc khỏi trang | What was removed, one row a block",
    info=VERSION_FACT,
)

fact_date_evidence = Table(
    "fact_date_evidence",
    metadata,
    key("date_evidence_key", "khóa chứng cứ | evidence key"),
    ref("article_version_key", VERSION),
    ref("from_date_key", "ngày sớm nhất | earliest day"),
    must("role", Text, "vai trò của ngày | what the date is taken for"),
    must("span_text", Text, "nguyên văn | text as it stood"),
    may("date_from", Date, "ngày sớm nhất có thể | earliest possible day"),
    may("date_to", Date, "ngày muộn nhất có thể | latest possible day"),
    may("moment_at", MOMENT, "thời điểm nêu | moment it states"),
    must("precision", Text, "độ chính xác | precision"),
    may("choice_rank", Integer, "thứ tự ưu tiên | order among candidates"),
    must("is_chosen", Boolean, "được chọn | whether it was chosen"),
    *evidence(is_declared=True),
    holds("range", "date_from <= date_to"),
    comment="Chứng cứ về ngày tháng | Date evidence, one row a date span",
    info=VERSION_FACT,
)

fact_credit = Table(
    "fact_credit",
    metadata,
    key("credit_key", "khóa ghi công | credit key"),
    ref("article_version_key", VERSION),
    ref("person_key", "người | person"),
    must("role", Text, "author hoặc photographer | author or photographer"),
    must("as_written", Text, "nguyên văn | text as it stood"),
    *evidence(is_declared=True),
    comment="Ghi công tác giả, người chụp ảnh | Credits, by version, person, role",
    info=VERSION_FACT,
)

fact_article_change = Table(
    "fact_article_change",
    metadata,
    key("article_change_key", "khóa thay đổi | change key"),
    ref("article_key", ARTICLE),
    ref("from_version_key", "phiên bản cũ | version before"),
    ref("to_version_key", "phiên bản mới | version after"),
    must("changed_on", Date, "đêm thấy thay đổi | night the change was seen"),
    must("is_title_changed", Boolean, "tiêu đề đổi | whether the title changed"),
    must("is_body_changed", Boolean, "thân bài đổi | whether the body changed"),
    must("words_gained", Integer, "số tiếng tăng thêm | words gained"),
    may("likeness", Double, "độ giống nhau, 0 đến 1 | likeness of bodies, 0 to 1"),
    ref("audit_key", AUDIT),
    comment="Bài được sửa | Changes of an article, one row from version to version",
    info=ARTICLE_FACT,
)

fact_file = Table(
    "fact_file",
    metadata,
    key("file_outcome_key", "khóa kết quả | outcome key"),
    ref("audit_key", AUDIT),
    ref("file_key", "tệp | file"),
    must("source_file", Text, "tên tệp | name in the landing folder"),
    may("sha256", Text, "sha256 | sha256 of its bytes"),
    must("outcome", Text, "kết quả | loaded, updated, ignored or quarantined"),
    may("reason", Text, "lý do | reason"),
    may("detail", Text, "diễn giải | the reason in a sentence"),
    may("warnings", Text, "cảnh báo | warnings, comma separated"),
    comment="Kết quả từng tệp mỗi lần chạy | What became of each file, by run",
)

fact_erasure = Table(
    "fact_erasure",
    metadata,
    key("erasure_key", "khóa lần xóa | erasure key"),
    ref("audit_key", "lần chạy đã xóa | run that carried it out"),
    must("erasure_id", Text, "mã lần xóa | erasure id"),
    must("erased_on", Date, "ngày xóa | day of the erasure"),
    must("reason", Text, "lý do | reason"),
    must("article_count", Integer, "số bài báo đã xóa | articles erased"),
    must("capture_count", Integer, "số bản chụp đã xóa | captures (bytes) erased"),
    comment="Những lần xóa vĩnh viễn | Erasures, one row each; what was erased is gone",
)

fact_check = Table(
    "fact_check",
    metadata,
    key("check_key", "khóa kiểm tra | check key"),
    ref("audit_key", AUDIT),
    must("check_name", Text, "tên kiểm tra | name of the check"),
    must("rows_found", Integer, "số dòng vi phạm | rows that break the promise"),
    comment="Kiểm tra mỗi lần chạy | Checks, one row a check and run",
)

bridge_person_alias = Table(
    "bridge_person_alias",
    metadata,
    key("person_key", "người như đã viết | person as written"),
    ref("canonical_person_key", "người được quy về | person it resolves to"),
    must("why", Text, "căn cứ | why they are the same"),
    comment="Cách viết tên của cùng một người | Writings of one person's name",
)

bridge_story = Table(
    "bridge_story",
    metadata,
    key("article_key", ARTICLE),
    ref("original_article_key", "bài gốc | original of the family"),
    must("similarity", Double, "độ giống bài gốc | likeness to the original, 0 to 1"),
    must("why", Text, "căn cứ | why it belongs to the family"),
    comment="Họ bài giống nhau | Families of near-identical articles, a row an article",
)
