-- stg_date_choice: the claim chosen for each date of a version read tonight.
-- grain:  sha256, role
-- reads:  stg_date_claim, stg_version, stg_observation
-- note:   the page ranks its claims; refused are days later than the night the capture
--         was first seen + 2, and days later than the page itself can be. A range that
--         the page writes backwards is no claim.

with seen as (
    select
        stg_observation.sha256,
        min(stg_observation.first_seen_on) as first_seen_on
    from stg_observation
    group by stg_observation.sha256
),

latest as (
    select
        stg_date_claim.sha256,
        min(stg_date_claim.date_to) as latest_possible_on
    from stg_date_claim
    where stg_date_claim.role = 'latest'
    group by stg_date_claim.sha256
)

select
    stg_date_claim.sha256,
    stg_date_claim.role,
    stg_date_claim.choice_rank,
    stg_date_claim.date_from,
    stg_date_claim.date_to,
    stg_date_claim.published_at,
    stg_date_claim.precision,
    stg_date_claim.rule,
    latest.latest_possible_on
from stg_date_claim
inner join stg_version on stg_date_claim.sha256 = stg_version.sha256
inner join seen on stg_date_claim.sha256 = seen.sha256
left join latest on stg_date_claim.sha256 = latest.sha256
where
    stg_date_claim.choice_rank is not null
    and stg_date_claim.role in ('published', 'event')
    and coalesce(stg_date_claim.date_from <= stg_date_claim.date_to, true)
    and (
        stg_date_claim.role = 'event'
        or (
            stg_date_claim.date_from <= seen.first_seen_on + 2
            and stg_date_claim.date_from <= coalesce(latest.latest_possible_on, '9999-12-31')
        )
    )
qualify
    row_number() over (
        partition by stg_date_claim.sha256, stg_date_claim.role
        order by stg_date_claim.choice_rank
    ) = 1
