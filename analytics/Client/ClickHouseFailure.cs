namespace OneLink.Analytics.Client;

/// <summary>What kind of trouble a <see cref="ClickHouseException"/> tells of, as far as the caller's next step depends on it.</summary>
public enum ClickHouseFailure
{
    /// <summary>Not reachable, overloaded, shutting down, or too slow: the same request may succeed later.</summary>
    Unavailable,

    /// <summary>Database or table is not there: the schema was not applied yet, or not to this server.</summary>
    SchemaMissing,

    /// <summary>User, password or rights do not suffice.</summary>
    Denied,

    /// <summary>The statement or the data is wrong; sending the same again gives the same answer.</summary>
    Rejected,
}
