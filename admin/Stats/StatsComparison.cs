namespace OneLink.Admin.Stats;

/// <summary>What an answer is compared with.</summary>
internal enum StatsComparison
{
    None,

    /// <summary>As many days just before, or as much time where the range is not one of whole days.</summary>
    Previous,

    /// <summary>The same dates a year before.</summary>
    Year,
}
