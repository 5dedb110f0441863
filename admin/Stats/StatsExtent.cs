namespace OneLink.Admin.Stats;

/// <summary>Whose clicks a request asks about.</summary>
internal enum StatsExtent
{
    /// <summary>Those of the link in the path.</summary>
    Link,

    /// <summary>Those of all links of the account.</summary>
    Account,
}
