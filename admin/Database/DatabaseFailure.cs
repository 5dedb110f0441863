using Microsoft.Data.Sqlite;

namespace OneLink.Admin.Database;

/// <summary>Tells failures of the surroundings from bugs.</summary>
internal static class DatabaseFailure
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Full = 13;

    /// <summary>Whether the same request may well succeed later: the disk is full or failing, or another program holds the lock.</summary>
    public static bool IsOutside(Exception exception) => exception switch
    {
        DatabaseUnavailableException => true,
        SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or IoError or Full } => true,
        _ => false,
    };
}
