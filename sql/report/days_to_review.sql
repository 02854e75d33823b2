-- days_to_review: How many days went by from the signing of an agreement to its last review?
-- reads:  mart_agreement, mart_agreement_party

select
    mart_agreement.days_signed_to_review,
    mart_agreement.signed_on,
    mart_agreement.last_reviewed_on,
    mart_agreement.kind,
    string_agg(mart_agreement_party.party, '; ' order by mart_agreement_party.party) as parties
from mart_agreement
left join mart_agreement_party
    on mart_agreement.agreement_id = mart_agreement_party.agreement_id
where mart_agreement.days_signed_to_review is not null
group by all
order by mart_agreement.days_signed_to_review desc, parties
