"""What callers dispute, worked out from the company's and the region's own rules: refunds, late fees, deadlines. Decimals and dates alone."""
