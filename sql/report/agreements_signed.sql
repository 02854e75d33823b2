-- agreements_signed: Which agreements were signed in which year, between whom, for which years?
-- reads:  mart_agreement_register

select
    year(signed_on) as signed_in,
    signed_on,
    kind,
    parties,
    start_year,
    end_year,
    subject
from mart_agreement_register
where signed_on is not null
order by signed_on, parties, kind
