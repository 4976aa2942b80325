"""Plain words of the house: choices, dates, money, permissions, formats, errors."""
