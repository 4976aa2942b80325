"""The screens of plans: lists, a plan, a target, their forms, and the report dialog."""
