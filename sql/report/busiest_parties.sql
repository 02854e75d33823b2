-- busiest_parties: Which bodies are party to most agreements?
-- reads:  mart_agreement_party, mart_agreement_register

select
    mart_agreement_party.party,
    count(*) as agreements,
    count(*) filter (where mart_agreement_register.is_overdue) as overdue,
    min(mart_agreement_register.signed_on) as first_signed_on,
    max(mart_agreement_register.signed_on) as last_signed_on
from mart_agreement_party
inner join mart_agreement_register
    on mart_agreement_party.agreement_id = mart_agreement_register.agreement_id
group by mart_agreement_party.party
order by agreements desc, mart_agreement_party.party
limit 30
