namespace OneLink.Admin.Database;

/// <summary>The database cannot be written for a reason outside the request: disk full, I/O error, locked by another program.</summary>
internal sealed class DatabaseUnavailableException(string message, Exception cause) : Exception(message, cause);
