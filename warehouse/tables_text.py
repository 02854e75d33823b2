"""The reference dimensions, and every table of what the sentences of articles say.

Declared as in `warehouse/tables.py`: dimensions are merged by primary key, the facts
of the versions read this night are replaced whole. A bridge is rebuilt every night.
"""

from sqlalchemy import Boolean, Date, Double, Integer, Table, Text

from warehouse.metadata import evidence, holds, key, label, may, metadata, must, ref

VERSION_FACT = {"replace_by": "article_version_key"}
VERSION = "phiên bản bài báo | article version"
AS_WRITTEN = "nguyên văn | text as it stood"
WHY = "căn cứ | why they are the same"

dim_date = Table(
    "dim_date",
    metadata,
    key("date_key", "khóa ngày, yyyymmdd | date key, yyyymmdd"),
    may("date", Date, "ngày dương lịch | solar date"),
    may("year", Integer, "năm | year"),
    may("quarter", Integer, "quý | quarter"),
    may("month", Integer, "tháng | month"),
    may("day", Integer, "ngày trong tháng | day of the month"),
    may("iso_year", Integer, "năm của tuần ISO | year of the ISO week"),
    may("iso_week", Integer, "tuần ISO | ISO week"),
    may("weekday", Integer, "thứ, 1 là thứ Hai | weekday, 1 is Monday"),
    label("weekday_vi", Text(), "tên thứ | weekday in Vietnamese"),
    may("is_weekend", Boolean, "thứ Bảy, Chủ nhật | whether Saturday or Sunday"),
    may("lunar_day", Integer, "ngày âm lịch | day of the lunar month"),
    may("lunar_month", Integer, "tháng âm lịch | lunar month"),
    may(
        "is_lunar_leap_month", Boolean, "tháng nhuận | whether the month is a leap one"
    ),
    may("lunar_year", Integer, "năm âm lịch | lunar year"),
    may("lunar_date_vi", Text, "ngày âm lịch đầy đủ | lunar date in words"),
    may("holiday_vi", Text, "ngày lễ, kỷ niệm | holidays and commemorations"),
    may(
        "is_day_off",
        Boolean,
        "ngày nghỉ lễ theo Bộ luật Lao động (từ 1995, chưa kể nghỉ bù) "
        "| day off by the Labour Code (since 1995, without days in lieu)",
    ),
    may("congress_term", Text, "nhiệm kỳ Đại hội Đảng | term of the party congress"),
    comment="Lịch dương và âm lịch | Solar and lunar calendar, one row a day",
)

dim_outlet = Table(
    "dim_outlet",
    metadata,
    key("outlet_key", "khóa tòa soạn | outlet key"),
    must(
        "outlet_id",
        Text,
        "tên miền, măng-sét hoặc mã hãng tin trên trang "
        "| host, masthead or agency tag as the page tells it",
    ),
    label("outlet_name", Text(), "tên cơ quan báo chí | name of the outlet"),
    may("outlet_kind", Text, "loại cơ quan báo chí | kind of outlet"),
    may("owner", Text, "cơ quan chủ quản | body that owns it"),
    ref("home_place_key", "địa phương | place it belongs to"),
    may("official_url", Text, "trang chính thức | official site"),
    must("is_described", Boolean, "có trong danh mục | whether the seeds describe it"),
    comment="Cơ quan báo chí, theo mã trên trang | Outlets, one row an id met on pages",
)

dim_rank = Table(
    "dim_rank",
    metadata,
    key("rank_key", "khóa cấp bậc | rank key"),
    label("rank", Text(), "cấp bậc hàm | rank"),
    may("rank_order", Integer, "thứ bậc, 1 cao nhất | order, 1 is the highest"),
    may("rank_group", Text, "nhóm cấp bậc | group of ranks"),
    may("branch", Text, "lực lượng | service"),
    comment="Cấp bậc quân đội, công an | Ranks of the army and the police",
)

dim_position = Table(
    "dim_position",
    metadata,
    key("position_key", "khóa chức vụ | post key"),
    label("position", Text(), "chức vụ, không kèm cơ quan | post, without the body"),
    must("is_acting", Boolean, "quyền | whether it is acting"),
    must("is_standing", Boolean, "thường trực, thường vụ | whether it is standing"),
    must("is_deputy", Boolean, "cấp phó | whether it is a deputy"),
    comment="Chức vụ như báo viết | Posts as written, one row a wording",
)

dim_organisation = Table(
    "dim_organisation",
    metadata,
    key("organisation_key", "khóa tổ chức | organisation key"),
    label("organisation", Text(), "tên đầy đủ | full name"),
    may("organisation_type", Text, "loại tổ chức | type of body"),
    may("organisation_level", Text, "cấp | level"),
    ref("place_key", "địa phương | place"),
    ref("parent_organisation_key", "tổ chức cấp trên | parent body"),
    must("is_collective", Boolean, "gọi chung nhiều tổ chức | whether it is a plural"),
    comment="Tổ chức được nêu tên | Bodies named in articles, one row a full name",
)

dim_place = Table(
    "dim_place",
    metadata,
    key("place_key", "khóa địa danh | place key"),
    must("place_id", Text, "mã địa danh | place id"),
    label("place_name", Text(), "tên gọi | name"),
    may("official_name", Text, "tên chính thức | official name"),
    may("place_level", Text, "cấp | level"),
    may("unit_type", Text, "loại đơn vị | type of unit"),
    ref("parent_place_key", "đơn vị cấp trên | unit above"),
    ref("province_place_key", "tỉnh, thành phố | province it lies in"),
    ref("successor_place_key", "đơn vị kế tục | unit that took over"),
    may("valid_from", Date, "có từ ngày | first day"),
    may("valid_to", Date, "đến hết ngày | last day, included"),
    may("source", Text, "nguồn | source"),
    may("succession_source", Text, "nguồn về kế tục | source of the succession"),
    comment="Đơn vị hành chính trước và sau 1/7/2025 "
    "| Administrative units before and after 2025-07-01",
)

dim_document = Table(
    "dim_document",
    metadata,
    key("document_key", "khóa văn bản | document key"),
    label("document_id", Text(), "mã văn bản | what the citation makes known of it"),
    may("document_type", Text, "loại văn bản | document type"),
    may("document_number", Text, "số | number"),
    may("document_code", Text, "ký hiệu | code"),
    may("issuer", Text, "cơ quan ban hành | issuer"),
    may("issued_on", Date, "ngày ban hành | day of issue"),
    may("term", Text, "khóa, nhiệm kỳ | term"),
    may("subject", Text, "trích yếu | subject"),
    comment="Văn bản được viện dẫn | Legal documents, one row a way of naming them",
)

dim_event = Table(
    "dim_event",
    metadata,
    key("event_key", "khóa sự kiện | event key"),
    label("event_id", Text(), "mã sự kiện | event id"),
    may("event_type", Text, "loại sự kiện | type of event"),
    ref("event_date_key", "ngày diễn ra | day of the event"),
    may("event_date", Date, "ngày diễn ra | day of the event"),
    may("date_precision", Text, "độ chính xác | precision of the day"),
    may("day_part", Text, "buổi | part of the day"),
    may("place", Text, "địa điểm như đã viết | place as written"),
    ref("place_key", "địa danh | place"),
    ref("organisation_key", "đơn vị tổ chức | host"),
    may("subject", Text, "nội dung | subject"),
    comment="Sự kiện được tường thuật | Events that articles tell of",
)

dim_agreement = Table(
    "dim_agreement",
    metadata,
    key("agreement_key", "khóa thỏa thuận | agreement key"),
    label("agreement_id", Text(), "mã thỏa thuận | agreement id"),
    may("kind", Text, "loại như đã viết | kind as written"),
    may("subject", Text, "nội dung | subject"),
    may("start_year", Integer, "năm bắt đầu | first year"),
    may("end_year", Integer, "năm kết thúc | last year"),
    comment="Quy chế, chương trình phối hợp | Agreements between bodies",
)

fact_mention = Table(
    "fact_mention",
    metadata,
    key("mention_key", "khóa lần nêu tên | mention key"),
    ref("article_version_key", VERSION),
    must("entity_type", Text, "loại: PER, ORG, LOC, DOC | type of entity"),
    must("name", Text, AS_WRITTEN),
    ref("person_key", "người | person"),
    ref("organisation_key", "tổ chức | organisation"),
    ref("place_key", "địa danh | place"),
    ref("document_key", "văn bản | document"),
    must("is_resolved", Boolean, "suy từ ngữ cảnh | whether context resolved it"),
    *evidence(),
    holds("entity_type", "entity_type in ('PER', 'ORG', 'LOC', 'DOC')"),
    comment="Tên được nêu trong bài | Mentions, one row an entity span",
    info=VERSION_FACT,
)

fact_position = Table(
    "fact_position",
    metadata,
    key("position_fact_key", "khóa lần nêu chức vụ | observation key"),
    ref("article_version_key", VERSION),
    ref("person_key", "người | person"),
    ref("rank_key", "cấp bậc | rank"),
    ref("position_key", "chức vụ | post"),
    ref("organisation_key", "tổ chức | organisation"),
    must("is_former", Boolean, "nguyên chức vụ | whether the post is a former one"),
    must("as_written", Text, AS_WRITTEN),
    *evidence(),
    comment="Chức vụ được nêu | Posts observed, a row a person, post, body and version",
    info=VERSION_FACT,
)

fact_citation = Table(
    "fact_citation",
    metadata,
    key("citation_key", "khóa viện dẫn | citation key"),
    ref("article_version_key", VERSION),
    ref("document_key", "văn bản | document"),
    must("document_type", Text, "loại như đã viết | type as written"),
    may("document_number", Text, "số như đã viết | number as written"),
    may("document_code", Text, "ký hiệu như đã viết | code as written"),
    may("issuer", Text, "cơ quan ban hành | issuer"),
    may("issued_on", Date, "ngày ban hành | day of issue"),
    may("term", Text, "khóa, nhiệm kỳ | term"),
    must("as_written", Text, AS_WRITTEN),
    *evidence(),
    comment="Văn bản được viện dẫn trong bài | Citations, one row a citation span",
    info=VERSION_FACT,
)

fact_quote = Table(
    "fact_quote",
    metadata,
    key("quote_key", "khóa lời dẫn | quotation key"),
    ref("article_version_key", VERSION),
    ref("person_key", "người nói | speaker"),
    must("quote", Text, AS_WRITTEN),
    must("is_direct", Boolean, "trực tiếp | whether it is direct speech"),
    *evidence(),
    comment="Lời dẫn | Quotations, one row a quotation",
    info=VERSION_FACT,
)

fact_campaign = Table(
    "fact_campaign",
    metadata,
    key("campaign_fact_key", "khóa lần nêu phong trào | naming key"),
    ref("article_version_key", VERSION),
    must(
        "campaign_id",
        Text,
        "tên phong trào, mô hình viết gọn | folded name: a degenerate dimension",
    ),
    may("campaign_kind", Text, "từ gọi loại | the word for it, such as 'mô hình'"),
    must("as_written", Text, AS_WRITTEN),
    *evidence(),
    comment="Phong trào, mô hình được nêu | Campaigns and models named, one row a name",
    info=VERSION_FACT,
)

fact_figure = Table(
    "fact_figure",
    metadata,
    key("figure_key", "khóa số liệu | figure key"),
    ref("article_version_key", VERSION),
    must("value", Double, "giá trị, theo đơn vị | value, in the unit"),
    may("value_to", Double, "hết khoảng | end of the range"),
    may("bound", Text, "more, less, about | trên, dưới, khoảng"),
    must("unit", Text, "đơn vị | unit"),
    must("measure", Text, "share, count, money ... | kind of unit"),
    may("counted", Text, "đối tượng được đếm | what is counted"),
    must("as_written", Text, AS_WRITTEN),
    *evidence(),
    comment="Số liệu được nêu | Figures with a unit, one row a figure",
    info=VERSION_FACT,
)

fact_event_participation = Table(
    "fact_event_participation",
    metadata,
    key("event_participation_key", "khóa tham dự | participation key"),
    ref("article_version_key", VERSION),
    ref("event_key", "sự kiện | event"),
    ref("event_date_key", "ngày diễn ra | day of the event"),
    ref("person_key", "người | person; -2 where a body or nobody is meant"),
    ref("organisation_key", "tổ chức | organisation"),
    must(
        "part",
        Text,
        "vai trò; told: bài thuật lại sự kiện | part taken; told: the article tells it",
    ),
    must("as_written", Text, AS_WRITTEN),
    *evidence(),
    comment="Tham dự sự kiện | Who took part in events, a row an event, part, version",
    info=VERSION_FACT,
)

fact_agreement_party = Table(
    "fact_agreement_party",
    metadata,
    key("agreement_party_key", "khóa bên tham gia | party key"),
    ref("article_version_key", VERSION),
    ref("agreement_key", "thỏa thuận | agreement"),
    ref("organisation_key", "bên tham gia | party"),
    must("as_written", Text, AS_WRITTEN),
    *evidence(),
    comment="Các bên của thỏa thuận | Parties, a row an agreement, party and version",
    info=VERSION_FACT,
)

fact_agreement_milestone = Table(
    "fact_agreement_milestone",
    metadata,
    key("agreement_milestone_key", "khóa mốc | milestone key"),
    ref("article_version_key", VERSION),
    ref("agreement_key", "thỏa thuận | agreement"),
    ref("event_key", "sự kiện | event it happened at"),
    ref("milestone_date_key", "ngày | day"),
    must(
        "milestone",
        Text,
        "mốc: signed, reviewed, amended, summarised; told: bài có nhắc đến "
        "| milestone; told: the article speaks of the agreement",
    ),
    may("milestone_on", Date, "ngày | day"),
    must("date_precision", Text, "độ chính xác | precision of the day"),
    must("as_written", Text, AS_WRITTEN),
    *evidence(),
    comment="Các mốc của thỏa thuận | What happened to agreements, one row a milestone",
    info=VERSION_FACT,
)

bridge_organisation_alias = Table(
    "bridge_organisation_alias",
    metadata,
    key("organisation_key", "tổ chức như đã nêu | body as named"),
    ref("canonical_organisation_key", "tổ chức quy về | body it resolves to"),
    must("why", Text, WHY),
    comment="Các tên của cùng một tổ chức | Names of one body",
)

bridge_document_alias = Table(
    "bridge_document_alias",
    metadata,
    key("document_key", "văn bản như đã dẫn | document as cited"),
    ref("canonical_document_key", "văn bản quy về | document it resolves to"),
    must("why", Text, WHY),
    comment="Các cách dẫn cùng một văn bản | Ways of citing one document",
)

bridge_agreement_family = Table(
    "bridge_agreement_family",
    metadata,
    key("agreement_key", "thỏa thuận như đã nêu | agreement as told"),
    ref("canonical_agreement_key", "thỏa thuận quy về | agreement it resolves to"),
    must("why", Text, WHY),
    comment="Một thỏa thuận kể trong nhiều bài | Tellings of one agreement",
)

bridge_place_succession = Table(
    "bridge_place_succession",
    metadata,
    key("place_key", "đơn vị hành chính | unit"),
    ref("current_place_key", "đơn vị hiện nay | unit that stands for it today"),
    must("steps", Integer, "số lần kế tục | times it was succeeded"),
    must("why", Text, "căn cứ | why it stands for it"),
    comment="Đơn vị cũ nay là đơn vị nào | Which unit of today an old one went into",
)
