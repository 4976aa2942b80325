"""What people do about requests, complaints and breaches."""
