namespace OneLink.Simulation;

/// <summary>An installation of many machines: what is chosen, and what is assumed because nobody has measured it.</summary>
internal sealed record Plan
{
    public required IReadOnlyList<Region> Regions { get; init; }

    /// <summary>Redirects a second, all regions together.</summary>
    public required double TapsPerSecond { get; init; }

    public required int EdgesInARegion { get; init; }

    public required int CoresOfAnEdge { get; init; }

    /// <summary>ClickHouse shards, each with a replica that takes the same rows.</summary>
    public required int Shards { get; init; }

    /// <summary>Rows a second that a shard takes.</summary>
    public required double RowsPerSecondOfAShard { get; init; }

    /// <summary>Seconds that an insert takes beside its rows: a batch's parts are written and its token is noted.</summary>
    public double InsertSeconds { get; init; } = 0.02;

    /// <summary>Bits a second that the admin's machine sends at most.</summary>
    public double AdminBitsPerSecond { get; init; } = 1e9;

    /// <summary>Bytes of a change in the feed: a link of a hundred bytes of slug and URL with its frame.</summary>
    public double ChangeBytes { get; init; } = 180;

    /// <summary>Whether each region has one edge that gives the feed on to the others.</summary>
    public bool HasRelays { get; init; } = true;

    /// <summary>Seconds after which half of a lost region's visitors have been led elsewhere (records of 30 s, or an anycast route).</summary>
    public double RerouteHalfLife { get; init; } = 15;
}
