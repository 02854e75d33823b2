-- agreements_due: Which agreements are due for a review, and since when?
-- reads:  mart_agreement_register

select
    due_on,
    due_next,
    kind,
    parties,
    signed_on,
    last_reviewed_on,
    end_year
from mart_agreement_register
where is_overdue
order by due_on, parties, kind
