"""How safe the records are: backups, copies in another place, restoring, and the restore on trial."""
