"""The search column: field, scope, results."""
