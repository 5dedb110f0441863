namespace OneLink.Admin.Database;

/// <summary>The database cannot be written for a reason outside the request: disk full, I/O error, locked by another program, server away.</summary>
internal sealed class DatabaseUnavailableException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The server went away at the commit, and may have carried it out. Else nothing was changed.</summary>
    public bool IsOutcomeUnknown { get; init; }
}
