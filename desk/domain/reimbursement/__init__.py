"""Reimbursement (SR): the formula, the quote, the position of a claim."""
