namespace OneLink.Admin.Database;

/// <summary>
/// Keys of the advisory locks, the same in every admin on the database. All are held by a transaction, never by a session,
/// which behind PgBouncer would be anybody's.
/// </summary>
internal static class PostgresLocks
{
    /// <summary>"OneLink" in ASCII, and a number.</summary>
    private const long Base = 0x4F6E654C696E6B00;

    /// <summary>Held while the schema is brought up.</summary>
    public const long Schema = Base + 1;

    /// <summary>Held by whoever writes.</summary>
    public const long Writing = Base + 2;
}
