"""Masked sums of finished days: what a desk leaves on the company's share, and what is read out of thousands of them."""
