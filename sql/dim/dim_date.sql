-- dim_date: every day the press can mean, in the solar and the Vietnamese lunar calendar.
-- grain:  date
-- reads:  seed_lunar_month, seed_holiday, seed_congress_term
-- note:   a lunar holiday on day -1 is the last of its month (Giao thừa); none falls in a leap
--         month. A day off is one the Labour Code names: no swapped or bridged days, and nothing
--         is said of the years before it. A term without an end is taken to last five years.
-- The columns keep the names and the order people know, so:
-- noqa: disable=RF04,ST06

with lunar_months as (
    select
        starts_on,
        lunar_year,
        lunar_month,
        is_leap as is_lunar_leap_month,
        lead(starts_on) over (order by starts_on) - starts_on as month_days
    from seed_lunar_month
),

holidays as (
    select
        calendar,
        month,
        day,
        holiday_vi,
        is_day_off,
        coalesce(valid_from, date '0001-01-01') as valid_from,
        coalesce(valid_to, date '9999-12-31') as valid_to
    from seed_holiday
),

labour_code as (
    select min(valid_from) as since
    from holidays
    where is_day_off
),

terms as (
    select
        congress_term,
        term_starts_on,
        coalesce(term_ends_on, term_starts_on + interval 5 year) as term_ends_on
    from seed_congress_term
),

lunar_days as (
    select
        lunar_year,
        lunar_month,
        is_lunar_leap_month,
        month_days,
        starts_on,
        unnest(range(1, month_days + 1)) as lunar_day
    from lunar_months
),

days as (
    select
        lunar_year,
        lunar_month,
        is_lunar_leap_month,
        month_days,
        lunar_day,
        starts_on + (lunar_day - 1)::integer as date
    from lunar_days
    where starts_on + (lunar_day - 1)::integer between date '1940-01-01' and date '2060-12-31'
),

names_of_days as (
    select
        date,
        'solar' as calendar,
        month(date) as month,
        day(date) as day
    from days
    union all
    select
        date,
        'lunar' as calendar,
        lunar_month as month,
        unnest(if(lunar_day = month_days, [lunar_day, -1], [lunar_day])) as day
    from days
    where not is_lunar_leap_month
),

holiday_days as (
    select
        names_of_days.date,
        string_agg(holidays.holiday_vi, '; ' order by holidays.holiday_vi) as holiday_vi,
        bool_or(holidays.is_day_off) as is_day_off,
        bool_or(holidays.is_day_off is null) as is_unsettled
    from names_of_days
    inner join holidays
        on
            names_of_days.calendar = holidays.calendar
            and names_of_days.month = holidays.month
            and names_of_days.day = holidays.day
            and names_of_days.date between holidays.valid_from and holidays.valid_to
    group by names_of_days.date
),

described as (
    select
        days.date,
        days.lunar_day,
        days.lunar_month,
        days.is_lunar_leap_month,
        days.lunar_year,
        holiday_days.holiday_vi,
        terms.congress_term,
        strftime(days.date, '%Y%m%d')::bigint as date_key,
        isodow(days.date) as weekday,
        (
            ['Giáp', 'Ất', 'Bính', 'Đinh', 'Mậu', 'Kỷ', 'Canh', 'Tân', 'Nhâm', 'Quý']
        )[(days.lunar_year + 6) % 10 + 1] as lunar_stem,
        (
            [
                'Tý', 'Sửu', 'Dần', 'Mão', 'Thìn', 'Tỵ',
                'Ngọ', 'Mùi', 'Thân', 'Dậu', 'Tuất', 'Hợi'
            ]
        )[(days.lunar_year + 8) % 12 + 1] as lunar_branch,
        case
            when days.date < labour_code.since then null
            when holiday_days.is_day_off then true
            when holiday_days.is_unsettled then null
            else false
        end as is_day_off
    from days
    cross join labour_code
    left join holiday_days on days.date = holiday_days.date
    left join terms on days.date between terms.term_starts_on and terms.term_ends_on
)

select
    date_key,
    date,
    year(date) as year,
    quarter(date) as quarter,
    month(date) as month,
    day(date) as day,
    isoyear(date) as iso_year,
    weekofyear(date) as iso_week,
    weekday,
    (
        ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật']
    )[weekday] as weekday_vi,
    weekday >= 6 as is_weekend,
    lunar_day,
    lunar_month,
    is_lunar_leap_month,
    lunar_year,
    concat(
        lunar_day, '/', lunar_month, if(is_lunar_leap_month, ' nhuận', ''),
        ' ', lunar_stem, ' ', lunar_branch
    ) as lunar_date_vi,
    holiday_vi,
    is_day_off,
    congress_term
from described
