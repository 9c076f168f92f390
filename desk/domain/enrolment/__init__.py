"""Who is insured: companies, products, plans, policies, members, waiting periods, CPT and blocks."""
