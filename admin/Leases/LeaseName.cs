namespace OneLink.Admin.Leases;

/// <summary>Work of which one admin does all. Everything else is either taken row by row, or harmless to do twice.</summary>
internal static class LeaseName
{
    /// <summary>Clicks become events.</summary>
    public const string ClickTelling = "click-telling";

    /// <summary>Clicks that links show.</summary>
    public const string LinkCounts = "link-counts";

    /// <summary>ClickHouse's table of links.</summary>
    public const string LinkMirror = "link-mirror";

    /// <summary>ClickHouse's schema, and the totals that are repaired after it.</summary>
    public const string Analytics = "analytics";

    /// <summary>Clicks with trigger <c>open</c>.</summary>
    public const string OpenClicks = "open-clicks";

    public const string Conversions = "conversions";

    /// <summary>Erasures and retention.</summary>
    public const string Erasures = "erasures";

    /// <summary>Of members, people and accounts.</summary>
    public const string Removals = "removals";

    /// <summary>Links to hosts that were denied, or no longer are.</summary>
    public const string DeniedLinks = "denied-links";

    public const string Jobs = "jobs";

    /// <summary>Edges are told which inboxes are open.</summary>
    public const string InboxOpenings = "inbox-openings";

    /// <summary>Conversations are joined to the clicks that led to them.</summary>
    public const string ClickJoining = "click-joining";

    /// <summary>Messages of campaigns.</summary>
    public const string Campaigns = "campaigns";

    /// <summary>Of the logs, made before they are needed.</summary>
    public const string Partitions = "partitions";

    /// <summary>Begins the names of leases of numbers in link ids.</summary>
    public const string Node = "node-";
}
